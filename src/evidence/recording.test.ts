import { describe, expect, it } from "vitest";
import type { Exchange } from "./journal.ts";
import { parseRecording, reveal, toRecordedAnswers } from "./recording.ts";

const pseudonyms = new Map([
  ["+4917604069012", "{phone of End User 1}"],
  ["17604069012", "{national number of End User 1}"],
  ["nadia@mail.example", "{e-mail of End User 1}"],
]);

const exchange = (body: string, leg: Exchange["leg"] = "d1-issuer"): Exchange => ({
  id: "x1",
  leg,
  at: 0,
  durationMs: 1,
  request: {
    method: "GET",
    url: "https://bank.example:8443/consumers/c1?cardId=k1",
    headers: { authorization: "Bearer s3cret" },
  },
  outcome: { response: { status: 200, headers: { "content-type": "application/json", "x-noise": "1" }, body } },
});

const consumer = '{"email":"nadia@mail.example","mobilePhoneNumber":{"countryCode":"+49","phoneNumber":"17604069012"}}';

describe("a recording", () => {
  it("holds the answer, and nobody's contact", () => {
    const [answer] = toRecordedAnswers([exchange(consumer)], pseudonyms);
    expect(answer).toMatchObject({
      scope: "https://bank.example:8443",
      method: "GET",
      path: "/consumers/c1?cardId=k1",
      status: 200,
    });
    expect(JSON.stringify(answer)).not.toMatch(/17604069012|nadia@|s3cret|x-noise/);
  });

  it("gives the answer back as it was", () => {
    const [answer] = toRecordedAnswers([exchange(consumer)], pseudonyms);
    expect(reveal(answer?.response ?? "", pseudonyms)).toBe(consumer);
  });

  it("keeps no bearer", () => {
    const [answer] = toRecordedAnswers([exchange('{"access_token": "eyJhbGciOi", "token_type":"Bearer"}')], pseudonyms);
    expect(answer?.response).toBe('{"access_token": "recorded-bearer", "token_type":"Bearer"}');
  });

  it("keeps the shape of what else is told of a person, and not the content", () => {
    const [answer] = toRecordedAnswers(
      [exchange('{"lastName":"Haddad","middleName":"","dateOfBirth":"1996-12-14"}')],
      pseudonyms,
    );
    expect(answer?.response).toBe('{"lastName":"recorded","middleName":"","dateOfBirth":"1970-01-01"}');
  });

  it("keeps a failure by its code, and no other leg", () => {
    const failed = { ...exchange(""), outcome: { error: { code: "HTTP_TLS", message: "…" } } };
    expect(toRecordedAnswers([failed, exchange("{}", "tsp-d1")], pseudonyms)).toMatchObject([{ error: "HTTP_TLS" }]);
  });

  it("is refused where it is none", () => {
    expect(() => parseRecording('{"recording":2}')).toThrow();
  });
});
