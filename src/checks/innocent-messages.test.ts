import { expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { drawInnocentSms, type InnocentMessage, sendInnocentMails } from "./innocent-messages.fixture.ts";
import { checkNoBin, checkNoFullPan, checkNoOtherPan, checkPanSuffix, checkPanTail } from "./pan-masking.ts";

const checks = [checkPanSuffix, checkPanTail, checkNoFullPan, checkNoBin, checkNoOtherPan];

const alarmsIn = ({ message, expectation }: InnocentMessage) =>
  checks
    .map((check) => check(message, expectation))
    .filter(({ result }) => result !== "PASS")
    .map(({ requirement, actual }) => ({ requirement, actual, text: message.text, ...expectation }));

// Together 10,000: each about another card, seeded, so that an alarm can be looked at.

it("accuses none of 9,900 innocent SMS of anything", () => {
  const chance = createChance("innocent SMS");
  const messages = Array.from({ length: 9_900 }, () => drawInnocentSms(chance));
  expect(messages.flatMap(alarmsIn)).toEqual([]);
});

it("accuses none of 100 innocent mails of anything, encoded as our sender does", async () => {
  const messages = await sendInnocentMails(createChance("innocent mails"), 100);
  expect(messages).toHaveLength(100);
  expect(messages.flatMap(alarmsIn)).toEqual([]);
});
