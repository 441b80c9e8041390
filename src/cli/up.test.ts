import { afterEach, describe, expect, it } from "vitest";
import { ManualClock } from "../clock.ts";
import { type Exchange, Journal } from "../evidence/journal.ts";
import { SecretKeeper } from "../evidence/secrets.ts";
import type { CapturedMail, CapturedSms } from "../messages/captured-message.ts";
import { Inbox } from "../messages/inbox.ts";
import type { TestBedOptions } from "../testbed/ground.ts";
import { openTestSite } from "./test-site.fixture.ts";
import { type UpOptions, up } from "./up.ts";
import { maskRecipient } from "./up-lines.ts";

const endUser = {
  consumerId: "csm_demo",
  firstName: "Nadia",
  language: "en-US",
  phone: "+4917604069023",
  email: "nadia.haddad@mail.example",
  cards: [{ pan: "5555550000000001", expiryMonth: "01", expiryYear: "30", securityCode: "123", cardId: "crd_demo" }],
};

const noon = Date.UTC(2026, 2, 1, 12, 0, 0, 7);
let stop = () => undefined as undefined;

afterEach(() => stop());

async function comeUp(options: UpOptions = {}) {
  const site = openTestSite("/");
  const clock = new ManualClock(noon);
  const bed = {
    addresses: { D1: "https://127.0.0.1:4001" },
    endUser,
    tsp: { url: "http://127.0.0.1:4000" },
    journal: new Journal(),
    secrets: new SecretKeeper(),
    smsCentre: { url: "http://127.0.0.1:4002", inbox: new Inbox<CapturedSms>(clock) },
    mailServer: { url: "http://127.0.0.1:4003", inbox: new Inbox<CapturedMail>(clock) },
    isClosed: false,
    close: async () => {
      bed.isClosed = true;
    },
  };
  const asked: TestBedOptions[] = [];
  const ended = up(options, site, async (wanted) => {
    asked.push(wanted);
    return bed;
  });
  await Promise.resolve();
  stop = () => void site.stop();
  return { site, bed, asked, ended };
}

const exchange: Omit<Exchange, "id"> = {
  leg: "d1-issuer",
  at: noon,
  durationMs: 12.4,
  request: { method: "POST", url: "https://127.0.0.1:4001/consumers/csm_1/otp?otp=123456", body: '{"otp":"123456"}' },
  outcome: { response: { status: 204, headers: {}, body: "" } },
};

describe("stepproof up", () => {
  it("says where everything listens and how to read an inbox", async () => {
    const { site } = await comeUp({ seed: "42" });
    expect(site.seen.stdout).toMatch(/seed 42[\s\S]*D1 +https:\/\/127\.0\.0\.1:4001\n/);
    expect(site.seen.stdout).toMatch(/SMS inbox +http:\/\/127\.0\.0\.1:4002\/inbox\n/);
    expect(site.seen.stdout).toContain('curl "http://127.0.0.1:4002/inbox/wait?after=0&timeout=30000"');
  });

  it("gives the commands of a step-up, and names its End User's contacts masked only", async () => {
    const { site } = await comeUp();
    const { stdout } = site.seen;
    expect(stdout).toContain(
      `curl http://127.0.0.1:4000/wallet/1/tokens -H 'content-type: application/json' -d '{"accountNumber":"5555550000000001",`,
    );
    expect(stdout).toContain("curl http://127.0.0.1:4000/wallet/1/tokens/TOKEN/activationCodes ");
    expect(stdout).toContain("a phone (***23) and a mailbox (***@mail.example)");
    expect(stdout).not.toMatch(/4069023|nadia\.haddad/);
  });

  it("shows an exchange in one line, without its query or body", async () => {
    const { site, bed } = await comeUp();
    bed.journal.record(exchange);
    expect(site.seen.stdout).toMatch(/^12:00:00\.007 {2}d1-issuer {3}POST \/consumers\/csm_1\/otp {2}204 {2}12 ms$/m);
    expect(site.seen.stdout).not.toContain("123456");
  });

  it("shows the code of a call that failed", async () => {
    const { site, bed } = await comeUp();
    bed.journal.record({ ...exchange, outcome: { error: { code: "HTTP_TIMEOUT", message: "late" } } });
    expect(site.seen.stdout).toMatch(/otp {2}HTTP_TIMEOUT {2}12 ms$/m);
  });

  it("takes a secret out of a path that should never have held one", async () => {
    const { site, bed } = await comeUp();
    bed.secrets.learn("otp", "987654");
    bed.journal.record({ ...exchange, request: { method: "GET", url: "https://127.0.0.1:4001/otp/987654" } });
    expect(site.seen.stdout).toContain("/otp/[otp]");
  });

  it("shows a captured message by time, channel and a masked recipient", async () => {
    const { site, bed } = await comeUp();
    bed.smsCentre.inbox.deliver({
      kind: "sms",
      transport: "http",
      recipient: "+447700900123",
      sender: "MERIDALE",
      senderTon: 5,
      destination: { address: "447700900123", ton: 1, npi: 1 },
      encoding: "gsm7",
      text: "Your code is 123456",
      parts: [],
    });
    expect(site.seen.stdout).toMatch(/^12:00:00\.007 {2}SMS {9}to \*{3}23$/m);
    expect(site.seen.stdout).not.toMatch(/900123|123456/);
  });

  it("hands the ports and the seed on", async () => {
    const { asked } = await comeUp({ seed: "42", port: ["tsp=8080", "issuer-backend=0"] });
    expect(asked).toMatchObject([{ seed: "42", ports: { tsp: 8080, issuerBackend: 0 } }]);
  });

  it.each(["8080", "tsp=", "tsp=65536", "bank=80", "constructor=80"])("refuses --port %s", async (port) => {
    await expect(up({ port: [port] }, openTestSite("/"))).rejects.toMatchObject({ code: "PORT_INVALID" });
  });

  it("stops the systems at Ctrl-C and ends well", async () => {
    const { site, bed, ended } = await comeUp();
    site.stop();
    expect(await ended).toBe(0);
    expect(bed.isClosed).toBe(true);
  });
});

it.each([
  ["+447700900123", "***23"],
  ["nadia.haddad@mail.example", "***@mail.example"],
  ["12", "***"],
  ["", "***"],
])("masks %s as %s", (recipient, masked) => {
  expect(maskRecipient(recipient)).toBe(masked);
});
