import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailMaskFits, hasLetters, phoneMaskFits, showsAddress, showsPhone } from "./contact-masks.ts";

const phone = "+447700900123";
const email = "nadia.haddad@mail.example";
const fullWidth = (text: string): string => text.replace(/[0-9]/g, (d) => String.fromCodePoint(0xff10 + Number(d)));
const arabicIndic = (text: string): string => text.replace(/[0-9]/g, (d) => String.fromCodePoint(0x660 + Number(d)));
const superscript = (text: string): string => text.replace(/[0-9]/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(d)));
const scripts = [fullWidth, arabicIndic, superscript];

describe("a masked phone", () => {
  it("is none when its digits are another script's", () => {
    for (const write of scripts) {
      expect(showsPhone(write(phone), phone)).toBe(true);
      expect(phoneMaskFits(`*****${write("00123")}`, phone, 4)).toBe(false);
      expect(phoneMaskFits(`*****${write("0123")}`, phone, 4)).toBe(true);
    }
  });

  it("shows up to six digits wherever they stand, and no seventh", () => {
    expect(showsPhone("+44*****0123", phone)).toBe(false);
    expect(showsPhone("+447*****0123", phone)).toBe(true);
    expect(showsPhone("4-4-7-7-0-*-*-1-2", phone)).toBe(true);
    expect(showsPhone("+44 77** *** *23", phone)).toBe(false);
  });

  it("shows a short number when all but one of its digits show", () => {
    expect(showsPhone("29055*", "+290551")).toBe(true);
    expect(showsPhone("2905**", "+290551")).toBe(false);
  });

  it("holds no letters but an x", () => {
    expect(hasLetters("+44 XXXX xxx123")).toBe(false);
    expect(hasLetters("*** zero one two three")).toBe(true);
    expect(phoneMaskFits("***OI23", phone, 4)).toBe(false);
  });

  it("never shows a phone by its last four digits, and always by itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9]{7,14}$/), fc.constantFrom(...scripts), (number, write) => {
        expect(showsPhone(write(number), number)).toBe(true);
        expect(showsPhone(`****${write(number.slice(-4))}`, number)).toBe(false);
      }),
    );
  });
});

describe("a masked address", () => {
  it.each([
    ["nadia.haddad@mail.example", true],
    ["NADIA.HADDAD@mail.example", true],
    ["nadia.hadda*@mail.example", true],
    ["*adia.haddad@mail.example", true],
    ["nadia-haddad@mail.example", true],
    ["nadia haddad (at) mail.example", true],
    ["nadia.******@mail.example", false],
    ["na**********@mail.example", false],
  ])("judges %s", (value, shown) => {
    expect(showsAddress(value, email)).toBe(shown);
  });

  it("may show two of three characters, as the usual mask does, but not all", () => {
    expect(showsAddress("bo*@mail.example", "bob@mail.example")).toBe(false);
    expect(showsAddress("a*@mail.example", "ab@mail.example")).toBe(false);
    expect(showsAddress("*@mail.example", "a@mail.example")).toBe(false);
    expect(showsAddress("bob*@mail.example", "bob@mail.example")).toBe(true);
  });

  it("fits with any usual mask character", () => {
    for (const mask of ["*", "•", "●", "###", "....", "__"]) {
      expect(emailMaskFits(`na${mask}@mail.example`, email, 2)).toBe(true);
      expect(emailMaskFits(`nad${mask}@mail.example`, email, 2)).toBe(false);
    }
  });
});
