import { expect, it } from "vitest";
import { createAuthority } from "./pki.ts";
import { secureContextOf } from "./tls-context.ts";

it("makes one context for the same settings, and another for each other setting", async () => {
  const { ca } = await (await createAuthority("One")).issue({ commonName: "one" });
  const [first, again, otherLimit, nobody] = [{ ca }, { ca }, { ca, maxVersion: "TLSv1.2" as const }, {}].map(
    secureContextOf,
  );
  expect(again).toBe(first);
  expect(new Set([first, otherLimit, nobody]).size).toBe(3);
});

it("keeps the last 64 only", () => {
  const lists = Array.from({ length: 65 }, (_, at) => ({ ciphers: "AES128-SHA:".repeat(at + 1).slice(0, -1) }));
  const contexts = lists.map(secureContextOf);
  expect(secureContextOf(lists[64] ?? {})).toBe(contexts[64]);
  expect(secureContextOf(lists[0] ?? {})).not.toBe(contexts[0]);
});

it("says what it cannot read, each time", () => {
  for (const _ of [1, 2]) expect(() => secureContextOf({ key: "no key" })).toThrow(/unsupported|no start line|PEM/);
});
