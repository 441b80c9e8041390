/** Shorter runs hold fewer digits than a card number has. */
const run = /[A-Za-z0-9+/_-]{16,}/g;

/** What runs of base64, of either alphabet, say at each of the four places where they may begin; octets as Latin-1. */
export function decodeBase64Runs(text: string): readonly string[] {
  const runs = text.replace(/\r?\n/g, "").match(run) ?? [];
  return runs.flatMap((found) =>
    [0, 1, 2, 3].map((start) => Buffer.from(found.slice(start), "base64").toString("latin1")),
  );
}
