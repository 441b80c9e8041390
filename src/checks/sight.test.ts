import { describe, expect, it } from "vitest";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";
import {
  checkAccessible,
  checkLettersKnown,
  checkNothingFetched,
  checkSeen,
  type Ink,
  type MailView,
  type SeenPlace,
} from "./sight.ts";

const mail = sampleMail({ html: "<p>…" });
const view: MailView = { name: "phone, dark", width: 390, scheme: "dark" };
const strong: Ink = { height: 12, contrast: 21 };
const gone: Ink = { height: 0, contrast: 1 };

const place = (characters: readonly Ink[], more: Partial<SeenPlace> = {}): SeenPlace => ({
  fontPx: 16,
  characters,
  ...more,
});
const plain = place([strong, strong, strong, strong]);

const judge = (code: readonly SeenPlace[], suffix: readonly SeenPlace[] = [plain]) =>
  checkSeen(mail, { sight: { views: [{ view, code, suffix }], requests: [] } });

describe("EM-15", () => {
  it("accepts what is seen whole, large and strong enough", () => {
    expect(judge([plain])).toMatchObject({ result: "PASS", actual: "seen at phone, dark" });
  });

  it("asks for one good place only", () => {
    expect(judge([place([gone, gone]), plain]).result).toBe("PASS");
  });

  it.each([
    ["nowhere", [], "the code is not there"],
    ["without ink", [place([gone, gone])], "the code cannot be seen"],
    ["below something", [place([gone, gone], { obstacle: "is covered by a <div>" })], "the code is covered by a <div>"],
    ["in part", [place([strong, gone])], "the code lacks 1 of 2 characters"],
    ["small", [place([{ height: 5, contrast: 21 }], { fontPx: 9.5 })], "the code is 9.5 px small"],
    ["faint", [place([strong, { height: 12, contrast: 2.94 }])], "the code is faint, contrast 2.9:1"],
    ["halved", [place([strong, { height: 6, contrast: 21 }])], "the code is cut off"],
  ])("refuses a code that stands %s", (_how, code, complaint) => {
    expect(judge(code)).toMatchObject({ result: "FAIL", actual: `phone, dark: ${complaint}` });
  });

  it("asks the same of the card's digits", () => {
    expect(judge([plain], [])).toMatchObject({ actual: "phone, dark: the card's suffix is not there" });
  });
});

describe("EM-17", () => {
  it("names each host once, and nothing of the address that tells who reads", () => {
    const requests = ["https://a.veloria.example/o.gif?who=7", "https://a.veloria.example/p", "nonsense"];
    const finding = checkNothingFetched(mail, { sight: { views: [], requests } });
    expect(finding).toMatchObject({ result: "FAIL", actual: "asked a.veloria.example, an unreadable address" });
  });

  it("holds where nothing was asked for", () => {
    expect(checkNothingFetched(mail, { sight: { views: [], requests: [] } }).result).toBe("PASS");
  });
});

it("warns of what axe finds, for EM-16", () => {
  const faults = [{ rule: "html-has-lang", what: "The page names its language", places: 1 }];
  expect(checkAccessible(mail, { faults }).result).toBe("WARN");
  expect(checkAccessible(mail, { faults: [] }).result).toBe("PASS");
});

it("has nothing to say of a mail without HTML", () => {
  const plainMail = sampleMail({ text: "Your code" });
  expect(checkSeen(plainMail, { sight: undefined }).result).toBe("NOT_APPLICABLE");
  expect(checkNothingFetched(plainMail, { sight: undefined }).result).toBe("NOT_APPLICABLE");
  expect(checkAccessible(plainMail, { faults: [] }).result).toBe("NOT_APPLICABLE");
});

it("names a letter that is shown as a box by its number, for SM-11", () => {
  const finding = checkLettersKnown(sampleSms("\uF8FF Pay"), { boxes: ["\uF8FF"] });
  expect(finding).toMatchObject({ result: "WARN", actual: "U+F8FF is shown as a box" });
  expect(checkLettersKnown(sampleSms("Pay"), { boxes: [] }).result).toBe("PASS");
});
