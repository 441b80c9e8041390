import { describe, expect, it } from "vitest";
import type { CapturedSms } from "../messages/captured-message.ts";
import type { Exchange } from "./journal.ts";
import { digestOf, type EvidenceLinks, recordExchange, recordMessage } from "./record-evidence.ts";
import { SecretKeeper } from "./secrets.ts";

const links: EvidenceLinks = {
  scenario: "features/otp.feature:12",
  stepOf: () => "they choose the SMS",
  requirementsOf: (id) => (id === "x1" ? ["SE-09"] : []),
};

function secretsOf(salt = "5a17") {
  const keeper = new SecretKeeper();
  keeper.learn("otp", "5");
  keeper.learn("otp", "736154");
  keeper.learn("phone", "+4917604069012");
  return { known: keeper.known(), redact: (text: string) => keeper.redact(text), salt };
}

const exchange = (body: string, headers: Readonly<Record<string, string>> = {}): Exchange => ({
  id: "x1",
  leg: "d1-issuer",
  at: 60_000,
  durationMs: 5,
  request: { method: "POST", url: "https://bank.example:8443/otp", headers, body },
  outcome: { response: { status: 200, headers: {}, body: "{}" } },
});

const sms = { kind: "sms", id: "sms-1", sender: "Meridale", recipient: "+4917604069012", receivedAt: 60_000 };
const told = (text: string) =>
  ({ ...sms, encoding: "gsm7", text, parts: [{ payload: Buffer.from(text) }] }) as unknown as CapturedSms;

describe("an exchange that is kept", () => {
  it("names its scenario, its step and the requirements whose findings name it", () => {
    expect(recordExchange(exchange("{}"), links, secretsOf())).toMatchObject({
      scenario: "features/otp.feature:12",
      step: "they choose the SMS",
      requirements: ["SE-09"],
      id: "x1",
      kind: "exchange",
      at: "1970-01-01T00:01:00.000Z",
    });
  });

  it.each([
    ["a code", JSON.stringify({ otp: "736154" }), "736154"],
    ["a phone", JSON.stringify({ to: "+4917604069012" }), "4069012"],
    ["a phone whose calling code stands apart", JSON.stringify({ cc: "+49", no: "17604069012" }), "4069012"],
    ["the phone of a device, which nobody learnt", JSON.stringify({ phoneNumber: "+4915550001111" }), "0001111"],
    ["a token that nobody learnt", JSON.stringify({ access_token: "eyJhbGciOi" }), "eyJhbGciOi"],
    ["a code at the end of what is cut", `${"x".repeat(3_997)}736154${"x".repeat(9)}`, "736"],
  ])("holds no secret: %s", (_, body, secret) => {
    const kept = JSON.stringify(recordExchange(exchange(body), links, secretsOf()).content);
    expect(kept).not.toContain(secret);
  });

  it("holds no credentials, and its numbers stay numbers though a code be one digit", () => {
    const { content } = recordExchange(
      exchange("{}", { Authorization: "Bearer abc", cookie: "a=b" }),
      links,
      secretsOf(),
    );
    expect(content).toMatchObject({
      durationMs: 5,
      request: { headers: { Authorization: "[credentials]", cookie: "[credentials]" } },
    });
  });
});

describe("what was left out", () => {
  it("can be proven to be the same in two places, and by who has value and salt", () => {
    const call = recordExchange(exchange(JSON.stringify({ otp: "736154" })), links, secretsOf());
    const message = recordMessage(told("Your code: 736154"), links, secretsOf());
    const codeIn = ({ secrets }: typeof call) =>
      secrets.filter(({ kind }) => kind === "otp").map(({ digest }) => digest);
    expect(codeIn(call)).toContain(digestOf("736154", "5a17"));
    expect(codeIn(message)).toContain(digestOf("736154", "5a17"));
  });

  it("cannot be compared with another run", () => {
    const [one, other] = ["5a17", "5a18"].map((salt) => recordMessage(told("736154"), links, secretsOf(salt)));
    expect(one?.secrets).not.toEqual(other?.secrets);
    expect(one?.content).not.toEqual(other?.content);
  });

  it("leaves of a message what its reader saw, every digit a zero", () => {
    const secrets = { ...secretsOf(), known: [{ kind: "otp", value: "736154" }] as const, redact: String };
    const { content } = recordMessage(told("7-3-6-1-5-4 is your code until 10:30"), links, secrets);
    expect(content).toMatchObject({ title: "Meridale", text: "[otp] is your code until 00:00", octets: 36 });
  });
});
