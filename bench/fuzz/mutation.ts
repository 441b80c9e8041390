import type { Chance } from "../../src/chance.ts";
import { boundaryNumbers, boundaryTexts, hostilePieces } from "./hostile-pieces.ts";

/** What a mutation draws from: chance, and the other units of the recordings, to splice with. */
export interface Soil {
  readonly chance: Chance;
  readonly others: readonly Buffer[];
}

type Mutation = (octets: Buffer, soil: Soil) => Buffer;

/** Beyond this a mutation makes nothing larger, octets. */
const MOST_OCTETS = 60_000;
/** What most fields grow to at most; one in thirty-two may grow to the most. */
const USUAL_GROWTH = 4_000;

/** One to three mutations after each other. */
export function mutate(octets: Buffer, soil: Soil): Buffer {
  let mutated = octets;
  for (let left = 1 + soil.chance.integer(3); left > 0; left--) mutated = soil.chance.pick(mutations)(mutated, soil);
  return mutated.subarray(0, MOST_OCTETS);
}

const flipBit: Mutation = (octets, { chance }) =>
  changed(octets, chance, (copy, at) => {
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.integer(8));
  });

const setOctet: Mutation = (octets, { chance }) =>
  changed(octets, chance, (copy, at) => {
    copy[at] = chance.pick([0x00, 0x01, 0x0a, 0x0d, 0x20, 0x7f, 0x80, 0xc0, 0xfe, 0xff]);
  });

const truncate: Mutation = (octets, { chance }) => octets.subarray(0, placeIn(octets, chance));

const remove: Mutation = (octets, { chance }) => {
  const { start, end } = stretchOf(octets, chance);
  return Buffer.concat([octets.subarray(0, start), octets.subarray(end)]);
};

const repeat: Mutation = (octets, { chance }) => {
  const { start, end } = stretchOf(octets, chance);
  return Buffer.concat([octets.subarray(0, end), octets.subarray(start)]);
};

/** A field as long as nobody expects. */
const grow: Mutation = (octets, { chance }) => {
  const { start, end } = stretchOf(octets, chance);
  const length = chance.integer(chance.integer(32) === 0 ? MOST_OCTETS : USUAL_GROWTH);
  const filling = Buffer.alloc(length, end > start ? octets.subarray(start, end) : "A");
  return Buffer.concat([octets.subarray(0, end), filling, octets.subarray(end)]);
};

const splice: Mutation = (octets, { chance, others }) => {
  const other = others.length === 0 ? octets : chance.pick(others);
  return Buffer.concat([octets.subarray(0, placeIn(octets, chance)), other.subarray(placeIn(other, chance))]);
};

/** A number at the edge of what one, two or four octets hold: lengths, counts and offsets lie. */
const lie: Mutation = (octets, { chance }) =>
  changed(octets, chance, (copy, at) => {
    const size = Math.min(chance.pick([1, 2, 4]), copy.length - at);
    copy.writeUIntBE(chance.pick(boundaryNumbers) % 2 ** (8 * size), at, size);
  });

/** The same where numbers are written in digits. */
const lieInDigits: Mutation = (octets, soil) => {
  const numbers = [...octets.subarray(0, USUAL_GROWTH).toString("latin1").matchAll(/\d+/g)];
  if (numbers.length === 0) return lie(octets, soil);
  const { 0: digits, index } = soil.chance.pick(numbers);
  const text = Buffer.from(soil.chance.pick(boundaryTexts));
  return Buffer.concat([octets.subarray(0, index), text, octets.subarray(index + digits.length)]);
};

const insert: Mutation = (octets, { chance }) => {
  const at = placeIn(octets, chance);
  return Buffer.concat([octets.subarray(0, at), chance.pick(hostilePieces), octets.subarray(at)]);
};

const mutations: readonly Mutation[] = [
  ...[flipBit, flipBit, setOctet, truncate, remove, repeat, grow],
  ...[splice, lie, lie, lieInDigits, insert, insert],
];

function changed(octets: Buffer, chance: Chance, change: (copy: Buffer, at: number) => void): Buffer {
  if (octets.length === 0) return octets;
  const copy = Buffer.from(octets);
  change(copy, chance.integer(copy.length));
  return copy;
}

const placeIn = ({ length }: Buffer, chance: Chance): number => chance.integer(length + 1);

function stretchOf(octets: Buffer, chance: Chance): { readonly start: number; readonly end: number } {
  const start = placeIn(octets, chance);
  return { start, end: Math.min(octets.length, start + 1 + chance.integer(32)) };
}
