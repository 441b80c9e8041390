import { styleText } from "node:util";
import type { Colour } from "../verdict/severity.ts";

/** Colours a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

export const plain: Paint = (_colour, text) => text;

export const coloured: Paint = (colour, text) => styleText(ansi[colour], text, { validateStream: false });

const ansi = { green: "green", neutral: "gray", amber: "yellow", red: "red" } as const;
