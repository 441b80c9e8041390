import type { CapturedMessage } from "../messages/captured-message.ts";
import { type Check, untestable } from "./finding.ts";
import { headerView, writtenViews } from "./message-views.ts";
import { forbidInViews } from "./view-judgement.ts";

interface OutsiderExpectation {
  /** Device, entity and person names as an outsider chose them: unique to the run, so that no template holds them by itself. */
  readonly outsiderTexts: readonly string[];
}

/** Shorter pieces of an outsider's text stand in any message by accident. */
const SHORTEST_TELLING_PIECE = 3;

/** SE-10: outsiders' text (device, entity, person names) never reaches the message. Source: (1), from TP-04. */
export const checkNoOutsiderText: Check<CapturedMessage, OutsiderExpectation> = (message, { outsiderTexts }) => {
  const expected = "none of the names that outsiders control";
  const pieces = outsiderTexts.flatMap(toPieces);
  if (pieces.length === 0) {
    const hint = "Name a device or a wallet with a text of three characters or more.";
    return untestable("SE-10", { expected, actual: "no outsider text to look for", hint, evidence: [message.id] });
  }
  // A header can be injected through a name, so headers count as well.
  const views = [...writtenViews(message), ...(message.kind === "email" ? [headerView(message)] : [])];
  const hint = "Fill templates with the OTP and the suffix only; drop every other name that came with the request.";
  return forbidInViews(message, views, { requirement: "SE-10", expected, hint }, ({ text }) => {
    const found = pieces.filter((piece) => text.normalize("NFKC").toLowerCase().includes(piece));
    return found.length === 0 ? undefined : `${found.length} pieces of outsider text`;
  });
};

/** An outsider's text by lines, as a header injection would split it, in the form it is compared in. */
function toPieces(text: string): readonly string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim().normalize("NFKC").toLowerCase());
  return lines.filter((line) => line.length >= SHORTEST_TELLING_PIECE);
}
