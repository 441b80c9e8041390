import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FaultRule } from "./fault-rule.ts";
import { faultSentence, parseFault } from "./parse-fault.ts";

describe("a fault in words", () => {
  it.each<[string, FaultRule]>([
    ["the issuer backend answers 503", { leg: "d1-issuer", fault: { kind: "status", status: 503 } }],
    [
      "the issuer backend answers 503 to the first 2 calls",
      { leg: "d1-issuer", fault: { kind: "status", status: 503 }, when: { kind: "first", count: 2 } },
    ],
    [
      "the issuer backend hangs on every 3rd call about /token",
      { leg: "d1-issuer", fault: { kind: "hang" }, when: { kind: "every", n: 3 }, target: "/token" },
    ],
    [
      "D1 answers an octet each 1.5 seconds to the 2nd call.",
      { leg: "tsp-d1", fault: { kind: "trickle", ms: 1_500 }, when: { kind: "nth", n: 2 } },
    ],
    ["D1 resets the connection at every connection", { leg: "tsp-d1", point: "connect", fault: { kind: "reset" } }],
    [
      "the SMS centre's HTTP door redirects to https://elsewhere.example/ for +447700900123",
      {
        leg: "issuer-sms",
        fault: { kind: "redirect", location: "https://elsewhere.example/" },
        recipient: "+447700900123",
      },
    ],
    [
      "between minute 1 and minute 3 the SMS centre answers ESME_RTHROTTLED",
      {
        leg: "smpp",
        fault: { kind: "status", status: "ESME_RTHROTTLED" },
        between: { fromMs: 60_000, untilMs: 180_000 },
      },
    ],
    [
      "the SMS centre answers ESME_RBINDFAIL to the first bind",
      {
        leg: "smpp",
        point: "bind",
        fault: { kind: "status", status: "ESME_RBINDFAIL" },
        when: { kind: "first", count: 1 },
      },
    ],
    [
      "the SMS centre takes the message and never answers to the first message to each recipient",
      { leg: "smpp", fault: { kind: "lost-response" }, when: { kind: "first", count: 1, each: "key" } },
    ],
    [
      "the mail server answers 451 4.7.1 at RCPT to 5 % of messages",
      {
        leg: "smtp",
        point: "rcpt",
        fault: { kind: "reply", code: 451, enhanced: "4.7.1" },
        when: { kind: "share", percent: 5 },
      },
    ],
    ["the mail server greylists for 5 minutes", { leg: "smtp", fault: { kind: "greylist", ms: 300_000 } }],
    [
      "the name server answers SERVFAIL to the first 2 questions about email.meridale.example",
      {
        leg: "dns",
        fault: { kind: "rcode", rcode: "SERVFAIL" },
        when: { kind: "first", count: 2 },
        target: "email.meridale.example",
      },
    ],
  ])("%s", (sentence, rule) => {
    expect(parseFault(sentence)).toEqual(rule);
    expect(faultSentence().test(sentence.replace(/\.$/, ""))).toBe(true);
  });

  it("may name people whom somebody else knows", () => {
    const whoIs = (name: string) => ({ target: `/consumers/${name}` });
    expect(parseFault("the issuer backend hangs for Nadia", whoIs)).toMatchObject({ target: "/consumers/Nadia" });
  });
});

describe("what is no fault in words", () => {
  const said = (sentence: string): unknown => {
    try {
      return parseFault(sentence);
    } catch (error) {
      return error;
    }
  };

  it.each([
    ["the post office hangs", { message: expect.stringContaining("the issuer backend, the SMS centre's HTTP door") }],
    ["the name server goes home", { hint: expect.stringContaining('"answers SERVFAIL"') }],
    ["the TSP fails the TLS handshake", { message: expect.stringContaining("the TSP has no such fault") }],
    ["D1 hangs for +447700900123", { hint: expect.stringContaining("about") }],
    ["the SMS centre loses the receipt for Nadia", { message: expect.stringContaining("E.164") }],
    ["D1 hangs on 101 % of calls", { message: expect.stringContaining("100 %") }],
    ["D1 hangs on the 0th call", { message: expect.stringContaining("1st") }],
    ["D1 hangs between minute 3 and minute 1", { message: expect.stringContaining("ends before") }],
  ])("%s", (sentence, expected) => {
    expect(said(sentence)).toMatchObject({ code: "FAULT_UNREADABLE", attribution: "CONFIGURATION", ...expected });
  });

  it("is told in an error of ours, which quotes none of it", () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        expect(said(`D1 ${noise} +447700900999`)).toMatchObject({ code: "FAULT_UNREADABLE" });
        expect(String(said(`the SMS centre ${noise} for +447700900999x`))).not.toContain("900999");
      }),
    );
  });
});
