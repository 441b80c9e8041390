import { gunzipSync, inflateSync } from "node:zlib";

/** Shorter runs hold fewer digits than a card's tail. */
const run = /[A-Za-z0-9+/_-]{7,}/g;
/** A line break within a run, also of a folded header; an empty line ends a run. */
const lineBreak = /(?<![\r\n])\r?\n[ \t]*(?=[A-Za-z0-9+/_-])/g;
/** A readable piece of decoded octets: what a control character other than tab and line break ends, or no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant; their property would take ten times as long.
const readable = /[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFD]{5,}/g;
const MOST_INFLATED = 4;
const LONGEST_INFLATED = 262_144;

/**
 * What runs of base64, of either alphabet, say at each of the four places where they may begin, compressed or not; the
 * readable pieces alone, one a line. Undefined where there is none.
 */
export function decodeBase64Runs(text: string): string | undefined {
  const runs = (text.replace(lineBreak, "").match(run) ?? []).filter(isMixed);
  const octets = runs.flatMap((found) => [0, 1, 2, 3].map((start) => Buffer.from(found.slice(start), "base64")));
  const inflated = octets.filter(isCompressed).slice(0, MOST_INFLATED).map(inflate);
  const pieces = [...octets, ...inflated].flatMap(readablePieces);
  return pieces.length === 0 ? undefined : pieces.join("\n\uFFFC\n");
}

/** Unlike a word, which has its capital in front, and a number. */
const isMixed = (found: string): boolean => /[A-Z]/.test(found.slice(1)) && /[a-z0-9]/.test(found);

/** UTF-16 writes a zero octet beside each ASCII character's. */
function readablePieces(octets: Buffer): readonly string[] {
  const text = octets.toString("utf8").replaceAll("\0", "");
  return (text.match(readable) ?? []).filter((piece) => /\p{N}|[A-Za-z]{8}/u.test(piece));
}

const isCompressed = (octets: Buffer): boolean => isGzip(octets) || isZlib(octets);
const isGzip = (octets: Buffer): boolean => octets.length > 18 && octets.readUInt16BE(0) === 0x1f8b;
const isZlib = (octets: Buffer): boolean =>
  octets.length > 8 && octets[0] === 0x78 && octets.readUInt16BE(0) % 31 === 0;

function inflate(octets: Buffer): Buffer {
  const limit = { maxOutputLength: LONGEST_INFLATED };
  try {
    return isGzip(octets) ? gunzipSync(octets, limit) : inflateSync(octets, limit);
  } catch {
    // Looked compressed and was not, or is longer than anybody hides a number in.
    return Buffer.alloc(0);
  }
}
