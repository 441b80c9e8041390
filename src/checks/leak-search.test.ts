import { describe, expect, it } from "vitest";
import type { Secret } from "../evidence/secrets.ts";
import { createLeakSearch } from "./leak-search.ts";

const secrets: readonly Secret[] = [
  { kind: "otp", value: "804213" },
  { kind: "otp", value: "4711" },
  { kind: "otp", value: "QWXRTZ" },
  { kind: "pan", value: "5555551234567890" },
  { kind: "phone", value: "+4917604069012" },
  { kind: "email", value: "nadia.k3x7@mail.example" },
  { kind: "token", value: "q8-Zk_2vN.tR5xW1y" },
];
const search = createLeakSearch(secrets, "Feature: the code 123456 is an example");

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a secret of a run in what the run wrote", () => {
  it.each([
    ["a code", "otp", "the code is 804213."],
    ["a code in JSON within JSON", "otp", JSON.stringify({ body: JSON.stringify({ actual: "804213" }) })],
    ["a code that begins a line in JSON", "otp", JSON.stringify({ actual: "Your code:\n804213" })],
    [
      "a code behind a tab in JSON within JSON",
      "otp",
      JSON.stringify({ body: JSON.stringify({ actual: "\t804213" }) }),
    ],
    ["an address that begins a line in JSON", "email", JSON.stringify({ to: "\r\nnadia.k3x7@mail.example" })],
    ["a token that begins a line in JSON", "token", JSON.stringify({ token: "\nq8-Zk_2vN.tR5xW1y" })],
    ["a code of letters", "otp", JSON.stringify({ actual: "QWXRTZ" })],
    ["a card number", "pan", "card 5555551234567890"],
    ["a grouped card number", "pan", "card 5555 5512 3456 7890"],
    ["a card number within more digits", "pan", "id 00555555123456789099"],
    ["a phone", "phone", "sent to +4917604069012"],
    ["a phone in its country", "phone", "sent to 0176 0406 9012"],
    ["a percent-encoded phone", "phone", "?to=%2B4917604069012"],
    ["an address", "email", "Nadia.K3x7@mail.example."],
    ["an escaped address", "email", "nadia.k3x7&#64;mail.example"],
    ["a percent-encoded address", "email", "?to=nadia.k3x7%40mail.example"],
    ["an address in base64", "email", base64("to: nadia.k3x7@mail.example")],
    ["a token", "token", "client_secret=q8-Zk_2vN.tR5xW1y"],
    ["anybody's bearer", "bearer", "authorization: Bearer eyJhbGciOiJFUzI1NiJ9.e30"],
    ["anybody's private key", "private key", "-----BEGIN PRIVATE KEY-----"],
  ])("is found: %s", (_, kind, text) => {
    expect(search(text)).toContain(kind);
  });

  it("is found again wherever it stands, although the text around it was searched before", () => {
    const texts = ["the code is 804213.", "none", "the code is 804213.", '"none" and "804213"'];
    expect(texts.map(search)).toEqual([["otp"], [], ["otp"], ["otp"]]);
  });

  it.each([
    ["a code that a feature file shows", "123456"],
    ["a code within a longer number", "id 98042131"],
    ["a code too short to be told from a year", "4711 scenarios"],
    ["other people's addresses", "otp@email.meridale.example and nadia.k3x8@mail.example"],
    ["what stands for a secret", "[otp] to [phone], [email]"],
    ["a digest, a UUID and a time", "3f2a8042130c 1b4e28ba-2fa1-11d2-883f-0016d3cca427 2026-11-24T13:31:46.242Z"],
    ["a duration", JSON.stringify({ body: JSON.stringify({ nanos: 804213 }), ms: 1.804213, at: 804213 })],
    ["the word bearer", "the bearer token of the issuer"],
  ])("is not seen in what is none: %s", (_, text) => {
    expect(search(text)).toEqual([]);
  });
});
