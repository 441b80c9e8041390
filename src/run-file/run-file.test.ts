import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StepproofError } from "../errors.ts";
import { packageRoot } from "../package-root.ts";
import { createAuthority } from "../pki.ts";
import { loadRunFile } from "./run-file.ts";

let folder: string;
let good: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "run-file-"));
  await cp(path.join(packageRoot, "examples", "init"), folder, { recursive: true });
  await mkdir(path.join(folder, "templates"));
  good = await readFile(path.join(folder, "stepproof.yaml"), "utf8");
});

afterEach(() => rm(folder, { recursive: true }));

async function load(source: string, env: Readonly<Record<string, string>> = {}) {
  const file = path.join(folder, "stepproof.yaml");
  await writeFile(file, source);
  return loadRunFile(file, { env });
}

async function complaintsOf(source: string, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const error = await load(source, env).then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(StepproofError);
  expect(error).toMatchObject({ code: "RUN_FILE_INVALID", attribution: "CONFIGURATION" });
  return error.lines;
}

/** The good run file with one thing changed. */
function changed(from: string | RegExp, to: string): string {
  const source = good.replace(from, to);
  expect(source).not.toBe(good);
  return source;
}

const twoUsers = `
issuer:
  id: MERIDALE01
  name: Meridale Bank
backend:
  url: embedded
endUsers:
  - kind: phone-only
    consumerId: csm_1
    phone: +4917604069012
    cards:
      - { pan: 5555555555554444, expiry: 09/31, securityCode: 012, cardId: crd_1 }
templates:
  folder: templates
mail:
  from: Meridale Bank <card@email.meridale.example>
  domain: email.meridale.example
`;

const realBackend = `
backend:
  url: https://127.0.0.1:8443/
  clientId: file:client-id
  clientSecret: \${BANK_SECRET}
  clientCertificate: d1.pem
  clientKey: d1.key
  ca: ca.pem
`;

async function writeCertificates(): Promise<void> {
  const { key, cert, ca } = await (await createAuthority("bank")).issue({ commonName: "d1" });
  const files = { "d1.key": key, "d1.pem": cert, "ca.pem": ca, "client-id": "d1-client\n" };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
}

describe("a run file", () => {
  it("that stepproof init writes is right", async () => {
    const runFile = await load(good);
    expect(runFile.backend).toEqual({ kind: "embedded" });
    expect(runFile.templates.folder).toBe(path.join(folder, "templates"));
    expect(runFile.mail.zone).toBe(path.join(folder, "email.meridale.example.zone"));
    expect(runFile.digest).toBe(createHash("sha256").update(good).digest("hex"));
  });

  it("keeps the plus of phones and the zeros of codes, quoted or not", async () => {
    const { endUsers } = await load(twoUsers);
    expect(endUsers[0]).toMatchObject({ phone: "+4917604069012", cards: [{ securityCode: "012", expiry: "09/31" }] });
  });

  it("may leave out whatever has a default, durations being milliseconds", async () => {
    const runFile = await load(twoUsers);
    expect(runFile).toMatchObject({
      delivery: { mode: "d1-managed", channels: ["sms", "email"] },
      contacts: { model: "fetched", readAgainAtDelivery: true, changedBetween: "use-current" },
      sendsCardId: false,
      budgets: { token: 3_000, delivery: 20_000, quiet: 1_000 },
      sinks: {},
      waivers: [],
      reach: [],
    });
  });

  it("says what the zone is judged for, and where the handed-over records are", async () => {
    expect((await load(twoUsers)).dns).toEqual({ selectors: [], senders: [], receivers: [] });
    const records = "email.meridale.example.zone";
    const source = `${twoUsers}dns: { selectors: [m1], senders: [192.0.2.25], records: ${records}, receivers: [gmail] }\n`;
    expect((await load(source)).dns).toEqual({
      selectors: ["m1"],
      senders: ["192.0.2.25"],
      records: path.join(folder, records),
      receivers: ["gmail"],
    });
  });

  it.each([
    ["selectors: [a.b]", 'dns.selectors[0]: found "a.b", expected a DKIM selector'],
    ["senders: [mta.example]", 'dns.senders[0]: found "mta.example", expected an IP address'],
    ["records: nowhere.zone", 'dns.records: found "nowhere.zone", expected a file'],
    ["receivers: [pigeon]", 'dns.receivers[0]: found "pigeon", expected one of gmail'],
  ])("with dns: { %s } is told so", async (written, complaint) => {
    expect((await complaintsOf(`${twoUsers}dns: { ${written} }\n`)).join("\n")).toContain(complaint);
  });

  it("gives times, counts and yes or no in human words", async () => {
    const source = `${twoUsers}sendsCardId: true\nnetworks:\n  visa: { validity: 10m, length: 8 }\nbudgets: { quiet: 250ms }\n`;
    const { networks, budgets, sendsCardId } = await load(source);
    expect({ visa: networks.visa, quiet: budgets.quiet, sendsCardId }).toEqual({
      visa: { validity: 600_000, length: 8 },
      quiet: 250,
      sendsCardId: true,
    });
  });

  it("says in words what goes wrong", async () => {
    const { faults } = await load(changed("sendsCardId: false", "faults:\n  - D1 hangs on every 3rd call"));
    expect(faults).toEqual([{ leg: "tsp-d1", fault: { kind: "hang" }, when: { kind: "every", n: 3 } }]);
  });

  it("binds a real backend by references to the environment and to files beside it", async () => {
    await writeCertificates();
    const source = twoUsers.replace(/\nbackend:\n.*\n/, realBackend);
    const { backend } = await load(source, { BANK_SECRET: "hush" });
    expect(backend).toMatchObject({
      kind: "real",
      url: "https://127.0.0.1:8443",
      tokenUrl: "https://127.0.0.1:8443/authz/d1/v1/oauth2/token",
      clientId: "d1-client",
      clientSecret: "hush",
      identity: { key: expect.stringContaining("PRIVATE KEY"), cert: expect.stringContaining("CERTIFICATE") },
    });
  });

  it("that is not there says so", async () => {
    await expect(loadRunFile(path.join(folder, "none.yaml"), { env: {} })).rejects.toMatchObject({
      code: "RUN_FILE_UNREADABLE",
      attribution: "CONFIGURATION",
    });
  });
});

const tenMistakes = `issuer:
  id: SHORT
  nmae: Meridale Bank
backend:
  url: embeded
endUsers:
  - kind: both
    consumerId: csm_1
    phone: 0176123456789
    email: nadia@mail.example
    cards:
      - { pan: 5555555555554445, expiry: 09/31, securityCode: 123, cardId: crd_1 }
networks:
  visa: { validity: 30 }
templates:
  folder: nowhere
mail:
  from: \${BANK_FROM}
  domain: email.meridale.example
  domain: email.meridale.example
waivers:
  - { requirement: OC-06, reason: new wording, owner: card operations, until: 2026-02-30 }
`;

describe("ten mistakes", () => {
  it("are ten lines, each with its place, in the order of the file, in well under a second", async () => {
    const started = performance.now();
    const lines = await complaintsOf(tenMistakes);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(lines).toEqual([
      'stepproof.yaml:2:7 issuer.id: found "SHORT", expected 10 characters of A-Z a-z 0-9 _ -',
      'stepproof.yaml:3:3 issuer.nmae: unknown key, did you mean "name"?',
      'stepproof.yaml:5:8 backend.url: found "embeded", expected an https:// URL, or "embedded" for the simulated issuer backend',
      'stepproof.yaml:9:12 endUsers[0].phone: found "0176…", expected a number in E.164, like "+4917604069012": a plus, no blanks',
      "stepproof.yaml:12:16 endUsers[0].cards[0].pan: found a value that is not shown here, expected a test card number of 12 to 19 digits that passes the Luhn test",
      'stepproof.yaml:14:21 networks.visa.validity: found "30", expected a time with its unit, like "500ms", "3s" or "30m"',
      'stepproof.yaml:16:11 templates.folder: found "nowhere", expected a folder that can be read, relative to the run file',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as it stands in the run file.
      "stepproof.yaml:18:9 mail.from: found ${BANK_FROM}, expected the environment variable BANK_FROM to be set",
      "stepproof.yaml:20:3 found a key that stands here already, expected each key once",
      'stepproof.yaml:22:79 waivers[0].until: found "2026-02-30", expected the last day that it holds, like "2026-12-31"',
    ]);
  });
});

describe("a mistake", () => {
  it.each([
    ["a tab in an indentation", "issuer:\n\tid: MERIDALE01\n", /^stepproof\.yaml:2:1 found a tab in the indentation/],
    ["an alias", "issuer: &it\n  id: MERIDALE01\nbackend: *it\n", /^stepproof\.yaml:3:10 found the alias \*it/],
    ["what is no YAML", "issuer: {\n", /^stepproof\.yaml:\d+:\d+ this is not YAML/],
    ["an empty file", "", /^stepproof\.yaml:1:1 found nothing, expected the sections of a run file/],
    ["a list", "- issuer\n", /^stepproof\.yaml:1:1 found a list, expected the sections of a run file/],
  ])("in the YAML, %s, is told with its place", async (_what, source, line) => {
    expect((await complaintsOf(source)).some((complaint) => line.test(complaint))).toBe(true);
  });

  it.each([
    ["kind: phone-only", "kind: both", "endUsers[4].email: found nothing, expected one"],
    ["kind: none", "kind: email-only", "endUsers[6].email: found nothing, expected one"],
    [/(?<=- )kind: both/, "kind: phone-only", "endUsers[0].email: found one, expected none"],
    [
      /(?<=consumerId: )csm_\w+(?=\n {4}firstName: Omar)/,
      "csm_1\n    cosumerId: x",
      "endUsers[1].cosumerId: unknown key",
    ],
    [
      "url: embedded",
      "url: https://backend.bank.example",
      "backend.url: found the host backend.bank.example, expected",
    ],
    ["url: embedded", "url: https://127.0.0.1:1", "backend.clientSecret: found nothing, expected it"],
    ["zone: email.", "zone: elsewhere.", 'mail.zone: found "elsewhere.meridale.example.zone", expected a file'],
    ["sender: Meridale", "sender: Meridale Bank Ltd", "sms.sender: found"],
    ["mode: d1-managed", "mode: by-pigeon", 'delivery.mode: found "by-pigeon", expected one of d1-managed'],
    [
      "sendsCardId: false",
      "faults:\n  - D1 goes home for +447700900123",
      "faults[0]: found another sentence, expected a fault",
    ],
    ["sendsCardId: false", "sendsCardId: maybe", 'sendsCardId: found "maybe", expected true or false'],
  ])("over keys is told at the key to change: %s -> %s", async (from, to, complaint) => {
    const lines = await complaintsOf(changed(from, to));
    expect(lines.filter((line) => line.includes(complaint))).toHaveLength(1);
  });

  it("of two End Users with one consumerId is told at the second", async () => {
    const first = /consumerId: (csm_\w+)/.exec(good)?.[1] ?? "";
    const lines = await complaintsOf(changed(/(?<=consumerId: )csm_\w+(?=\n {4}firstName: Omar)/, first));
    expect(lines).toEqual([expect.stringContaining("endUsers[1].consumerId: found the consumerId of endUsers[0]")]);
  });

  it("of a real issuer that sends itself and has nowhere to send to is told for SMS and for mail", async () => {
    await writeCertificates();
    const source = `${twoUsers.replace(/\nbackend:\n.*\n/, realBackend)}delivery: { mode: issuer-managed }\n`;
    const lines = await complaintsOf(source, { BANK_SECRET: "hush" });
    expect(lines.map((line) => /sinks\.\w+/.exec(line)?.[0])).toEqual(["sinks.sms", "sinks.smtp"]);
  });
});

describe("what must not be seen", () => {
  it("of a secret is nothing, wherever it stands", async () => {
    const source = twoUsers.replace("url: embedded", "url: http://x.test\n  clientSecret: [hush-hush]\n  clientId: {}");
    const written = await complaintsOf(source);
    const filled = await complaintsOf(`${twoUsers}sms: { sender: "\${BANK_SECRET}" }\n`, {
      BANK_SECRET: "hush-hush-hush",
    });
    expect([...written, ...filled].join("\n")).not.toContain("hush");
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as it stands in the run file.
    expect(filled).toEqual([expect.stringContaining('found "${BANK_SECRET}"')]);
  });

  it("of a card number or a contact is too little to know it by", async () => {
    const digits = fc.stringMatching(/^[0-9]{8,19}$/);
    await fc.assert(
      fc.asyncProperty(digits, digits, async (pan, phone) => {
        fc.pre(pan !== "5555555555554444");
        const source = twoUsers.replace("5555555555554444", `x${pan}`).replace("+4917604069012", phone);
        const told = (await complaintsOf(source)).join("\n");
        expect(told).not.toContain(pan);
        expect(told).not.toContain(phone);
      }),
      { numRuns: 25 },
    );
  });
});
