import { hash } from "node:crypto";

/** Reproducible chance: the same seed and labels give the same draws, whatever ran before. */
export interface Chance {
  /** A whole number, 0 <= n < `bound`, every value equally likely. */
  integer(bound: number): number;
  /** `length` characters drawn from `alphabet`. */
  text(alphabet: string, length: number): string;
  pick<T>(choices: readonly T[]): T;
  /** An independent stream; its draws depend only on this stream's seed and the label. */
  fork(label: string): Chance;
}

const TWO_TO_32 = 2 ** 32;

export function createChance(seed: string): Chance {
  const next = wordsFrom(seed);
  const integer = (bound: number): number => unbiased(next, bound);
  return {
    integer,
    text: (alphabet, length) => drawText(integer, alphabet, length),
    pick: (choices) => choices[integer(choices.length)] as (typeof choices)[number],
    fork: (label) => createChance(`${seed}/${label}`),
  };
}

function drawText(integer: Chance["integer"], alphabet: string, length: number): string {
  let text = "";
  for (let drawn = 0; drawn < length; drawn++) text += alphabet.charAt(integer(alphabet.length));
  return text;
}

/** Draws again what lies above the last whole multiple of `bound`, so that no value is favoured. */
function unbiased(next: () => number, bound: number): number {
  const limit = TWO_TO_32 - (TWO_TO_32 % bound);
  let word = next();
  while (word >= limit) word = next();
  return word % bound;
}

/** 32-bit words of SHA-256 in counter mode: plenty fast here, and free of any generator's flaws. */
function wordsFrom(seed: string): () => number {
  let block = Buffer.alloc(0);
  let offset = 0;
  let counter = 0;
  return () => {
    if (offset >= block.length) {
      block = hash("sha256", `${seed}#${counter++}`, "buffer");
      offset = 0;
    }
    const word = block.readUInt32BE(offset);
    offset += 4;
    return word;
  };
}
