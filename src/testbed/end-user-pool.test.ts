import { describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import type { RunFileEndUser } from "../run-file/end-user-schema.ts";
import { EndUserPool } from "./end-user-pool.ts";
import { drawPerson, type PersonWish } from "./open-issuer.ts";

const card = (network: "mastercard" | "visa", cardId: string) => ({
  ...{ network, cardId, pan: "5555555555554444" },
  ...{ expiry: "09/31", securityCode: "012" },
});

const person = (consumerId: string, more: Partial<RunFileEndUser> = {}): RunFileEndUser => ({
  kind: "both",
  consumerId,
  firstName: "Nadia",
  language: "en-GB",
  cards: [card("mastercard", `${consumerId}-card`)],
  ...more,
});

/** Both contacts and one Mastercard card, all of it only drawn. */
const anybody = drawPerson(createChance("pool"), "mastercard");

const leasing = (people: readonly RunFileEndUser[], wish: Partial<PersonWish> = {}) =>
  new EndUserPool(people).lease({ ...anybody, ...wish });

describe("EndUserPool", () => {
  it.each<[string, Partial<PersonWish>, RunFileEndUser]>([
    ["a phone alone", { email: undefined }, person("b", { kind: "phone-only" })],
    ["an e-mail address alone", { phone: undefined }, person("b", { kind: "email-only" })],
    ["no contact", { phone: undefined, email: undefined }, person("b", { kind: "none" })],
    ["a language that matters", { language: "fr-FR", insistsOn: ["language"] }, person("b", { language: "fr-FR" })],
    ["a Visa card", { network: "visa" }, person("b", { cards: [card("visa", "v")] })],
    [
      "two cards of a network",
      { cards: [...anybody.cards, ...anybody.cards] },
      person("b", { cards: [card("mastercard", "1"), card("mastercard", "2")] }),
    ],
    [
      "one certain address",
      { email: "nadia@mail.example", insistsOn: ["email"] },
      person("b", { email: "nadia@mail.example" }),
    ],
  ])("finds who has %s", (_wish, wish, fitting) => {
    expect(leasing([person("a"), fitting], wish)).toBe(fitting);
  });

  it("overlooks what was only drawn", () => {
    expect(leasing([person("a", { language: "ar-JO", phone: "+4917604069012" })], { language: "fr-FR" })).toBeDefined();
  });

  it("lends nobody twice at a time, and afterwards whoever rested longest", () => {
    const pool = new EndUserPool([person("a"), person("b")]);
    const [first, second] = [pool.lease(anybody), pool.lease(anybody)];
    expect([first, second].map(({ consumerId }) => consumerId)).toEqual(["a", "b"]);
    expect(() => pool.lease(anybody)).toThrow(/no \(further\) End User of the kind both/);
    pool.giveBack([second, first]);
    expect(pool.lease(anybody).consumerId).toBe("b");
  });

  it("says what the run file would need, and quotes no contact", () => {
    const email = "nadia@mail.example";
    expect(() => leasing([person("a")], { language: "fr-FR", email, insistsOn: ["language", "email"] })).toThrow(
      expect.objectContaining({
        code: "NOT_OFFERED",
        message:
          "the run file has no (further) End User of the kind both, with a mastercard card, who reads fr-FR, with the very contact that the scenario is about",
      }),
    );
  });

  it("knows whom the issuer has blocked", () => {
    const pool = new EndUserPool([person("a"), person("b", { kind: "blocked" })]);
    expect(pool.leaseOutsider("blocked").consumerId).toBe("b");
    expect(() => pool.leaseOutsider("unknown")).toThrow(/of the kind unknown/);
  });
});
