import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signPackage } from "./sign-package.ts";
import { createSigningKeyPair, keyIdOf, toPublicKey } from "./signing-key.ts";
import type { Conclusions } from "./statement.ts";
import { verifyPackage } from "./verify-package.ts";

const pair = createSigningKeyPair();
const privateKey = createPrivateKey(pair.privatePem);
const publicKey = createPublicKey(pair.publicPem);
const now = new Date("2026-07-04T12:00:00Z");

const conclusions: Conclusions = {
  kind: "certificate",
  issuer: { id: "MERIDALE01", name: "Meridale Bank" },
  runFile: null,
  versions: { stepproof: "0.1.0", node: "20.20.2" },
  plan: "full",
  seed: "7",
  startedAt: "2026-07-04T11:00:00.000Z",
  finishedAt: "2026-07-04T11:00:09.000Z",
  signedAt: "2026-07-04T11:01:00.000Z",
  expiresAt: "2026-10-02T11:01:00.000Z",
  verdict: "CONFORMANT",
  requirements: [{ id: "OC-01", keyword: "MUST", result: "PASS", scenarios: 12, findings: 30 }],
  notJudged: [],
  waivers: [],
  flaky: [],
  untestable: [],
  unreadClauses: [],
  notTested: [],
  kills: null,
};

const files: Readonly<Record<string, string>> = {
  "result.json": '{"verdict":"CONFORMANT"}',
  "messages.ndjson": '{"meta":{}}\n{"testRunStarted":{}}\n{"testRunFinished":{}}\n',
  "summary.md": "# CONFORMANT",
  "evidence/pictures/en-sms.png": "a picture",
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stepproof-package-"));
  await mkdir(path.join(folder, "evidence", "pictures"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await write(name, text);
  await signPackage(folder, conclusions, privateKey);
});

afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string | Buffer) => writeFile(path.join(folder, name), text);
const read = (name: string) => readFile(path.join(folder, name));
const verify = (keys: readonly KeyObject[] = [publicKey], at = now) => verifyPackage(folder, { keys, now: at });

const refusal = async () => {
  const { outcome, faults } = await verify();
  expect(outcome).toBe("refused");
  return faults;
};

describe("a signed package", () => {
  it("is verified by the key that signed it, and tells what was concluded", async () => {
    const { outcome, faults, keyId, statement } = await verify();
    expect({ outcome, faults, keyId }).toEqual({ outcome: "verified", faults: [], keyId: pair.keyId });
    expect(statement?.predicate).toMatchObject({ verdict: "CONFORMANT", requirements: conclusions.requirements });
    expect(statement?.subject.map(({ name }) => name)).toEqual(Object.keys(files).sort());
  });

  it("is untrusted, though intact, where the verifier knows no key or another one", async () => {
    const stranger = createPublicKey(createSigningKeyPair().publicPem);
    for (const keys of [[], [stranger]]) expect(await verify(keys)).toMatchObject({ outcome: "untrusted", faults: [] });
  });

  it("is refused before it was signed, with five minutes for clocks that differ", async () => {
    const at = (before: number) => verify([publicKey], new Date(Date.parse(conclusions.signedAt) - before));
    expect((await at(300_000)).outcome).toBe("verified");
    expect(await at(300_001)).toMatchObject({ outcome: "refused", faults: [expect.stringMatching(/still to come/)] });
  });

  it("is refused the moment it has expired", async () => {
    expect((await verify([publicKey], new Date(conclusions.expiresAt))).outcome).toBe("verified");
    const late = await verify([publicKey], new Date(Date.parse(conclusions.expiresAt) + 1));
    expect(late).toMatchObject({ outcome: "refused", faults: [expect.stringMatching(/expired at 2026-10-02/)] });
  });
});

describe("an altered package is refused, and told is which file and in which way:", () => {
  it("changed", async () => {
    await write("summary.md", "# CONFORMANT!");
    expect(await refusal()).toEqual(["summary.md: it was changed"]);
  });

  it("dropped", async () => {
    await rm(path.join(folder, "evidence/pictures/en-sms.png"));
    expect(await refusal()).toEqual(["evidence/pictures/en-sms.png: it is missing"]);
  });

  it("added, in the certificate's own folder, too", async () => {
    await write("extra.txt", "more");
    await write("certificate/note.txt", "trust me");
    expect(await refusal()).toEqual(["certificate/note.txt: it was added", "extra.txt: it was added"]);
  });

  it("swapped", async () => {
    await rename(path.join(folder, "summary.md"), path.join(folder, "kept"));
    await rename(path.join(folder, "result.json"), path.join(folder, "summary.md"));
    await rename(path.join(folder, "kept"), path.join(folder, "result.json"));
    expect(await refusal()).toEqual([
      "result.json: it holds what belongs elsewhere: summary.md",
      "summary.md: it holds what belongs elsewhere: result.json",
    ]);
  });

  it("re-ordered", async () => {
    const [meta, started, ...rest] = String(await read("messages.ndjson")).split("\n");
    await write("messages.ndjson", [started, meta, ...rest].join("\n"));
    expect(await refusal()).toEqual(["messages.ndjson: its lines are in another order"]);
  });

  it("re-ordered in the statement itself", async () => {
    const envelope = JSON.parse(String(await read("certificate/envelope.json")));
    const statement = JSON.parse(Buffer.from(envelope.payload, "base64").toString());
    const payload = JSON.stringify({ ...statement, subject: statement.subject.toReversed() });
    await write(
      "certificate/envelope.json",
      JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString("base64") }),
    );
    expect(await refusal()).toEqual([expect.stringMatching(/^certificate\/envelope\.json: no signature fits/)]);
  });

  it("signed again by somebody else, whom nobody trusts", async () => {
    await write("result.json", '{"verdict":"CONFORMANT","better":true}');
    await signPackage(folder, conclusions, createPrivateKey(createSigningKeyPair().privatePem));
    expect(await verify()).toMatchObject({ outcome: "untrusted" });
  });
});

it("sees any single bit flipped in any file", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(files)), fc.nat(), fc.nat(7), async (name, at, bit) => {
      const octets = await read(name);
      const flipped = Buffer.from(octets);
      flipped[at % octets.length] = (octets[at % octets.length] ?? 0) ^ (1 << bit);
      await write(name, flipped);
      expect((await verify()).faults).toEqual([`${name}: it was changed`]);
      await write(name, octets);
    }),
    { numRuns: 60 },
  );
});

it("sees any single bit flipped in what was signed, and believes nothing of it", async () => {
  const envelope = JSON.parse(String(await read("certificate/envelope.json")));
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(7), async (at, bit) => {
      const payload = Buffer.from(envelope.payload, "base64");
      payload[at % payload.length] = (payload[at % payload.length] ?? 0) ^ (1 << bit);
      await write("certificate/envelope.json", JSON.stringify({ ...envelope, payload: payload.toString("base64") }));
      const { outcome, statement } = await verify();
      expect({ outcome, statement }).toEqual({ outcome: "refused", statement: undefined });
    }),
    { numRuns: 60 },
  );
});

it("names a key by its RFC 7638 thumbprint: the example of RFC 8037, appendix A.3", () => {
  const der = Buffer.concat([
    Buffer.from("302a300506032b6570032100", "hex"),
    Buffer.from("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "base64url"),
  ]);
  const pem = `-----BEGIN PUBLIC KEY-----\n${der.toString("base64")}\n-----END PUBLIC KEY-----\n`;
  const key = toPublicKey(pem);
  expect(key && keyIdOf(key)).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
});
