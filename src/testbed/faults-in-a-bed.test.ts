import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { ManualClock } from "../clock.ts";
import { parseFault } from "../faults/parse-fault.ts";
import { openExampleIssuer } from "./open-example-issuer.ts";
import { drawPerson, type Issuer } from "./open-issuer.ts";
import { passTimeOnFaults } from "./pass-time.ts";
import { startTestBed, type TestBed } from "./start-test-bed.ts";

const clock = new ManualClock(Date.UTC(2026, 6, 4, 10));
let bed: TestBed;
let issuer: Issuer;
let drawn = 0;

beforeAll(async () => {
  bed = await startTestBed({ clock });
  issuer = await openExampleIssuer(bed, "faults");
  passTimeOnFaults(bed, clock);
});
beforeEach(() => bed.faults.restart(createChance("faults")));
afterAll(() => bed.close());

/** A card whose methods are known, before the code is asked for. */
async function addCard() {
  const endUser = issuer.enrol(drawPerson(createChance(`person ${++drawn}`), "mastercard"));
  const [card] = endUser.profile.cards;
  if (!card) throw new Error("everybody has a card");
  return endUser.wallet.addCard(card);
}

/** What came of asking for the code, and how long that took in real time. */
async function choose(fault: string) {
  const card = await addCard();
  bed.faults.add(parseFault(fault));
  const begun = performance.now();
  const outcome = await card.choose("TEXT_TO_CARDHOLDER_NUMBER").then(
    ({ delivered, errorCode }) => ({ delivered, errorCode }),
    ({ code, attribution }) => ({ code, attribution }),
  );
  await bed.settled();
  return { ...outcome, ms: performance.now() - begun };
}

/** The bed is none the worse for it. */
async function expectUnharmed(): Promise<void> {
  bed.faults.clear();
  expect(await (await addCard()).choose("TEXT_TO_CARDHOLDER_NUMBER")).toMatchObject({ delivered: true });
}

describe("D1 fails the TSP, and the wallet is told why, in no time of ours", () => {
  it.each([
    ["answers 503", "INVALID_ANSWER"],
    ["answers with a page of HTML", "INVALID_ANSWER"],
    ["redirects to https://elsewhere.example/", "INVALID_ANSWER"],
    ["no longer takes the bearer", "INVALID_ANSWER"],
    ["resets the connection", "HTTP_UNREACHABLE"],
    ["hangs up without a word", "HTTP_UNREACHABLE"],
    ["breaks off in the middle of its answer", "HTTP_UNREACHABLE"],
    ["answers what is no HTTP", "HTTP_UNREADABLE"],
    ["answers with 64 MB", "HTTP_BODY_TOO_LARGE"],
    ["fails the TLS handshake", "HTTP_TLS"],
    ["hangs", "HTTP_TIMEOUT"],
    ["answers after 11 seconds", "HTTP_TIMEOUT"],
    ["answers an octet each 1 second", "HTTP_TIMEOUT"],
  ])("D1 %s", async (deed, errorCode) => {
    expect(await choose(`D1 ${deed}`)).toMatchObject({ delivered: false, errorCode });
    await expectUnharmed();
  });
});

describe("the TSP fails the wallet, and the error says whose turn it is", () => {
  it.each([
    ["answers 503", "WALLET_REFUSED", "IMPLEMENTATION"],
    ["answers with a page of HTML", "WALLET_ANSWER_INVALID", "IMPLEMENTATION"],
    ["redirects to https://elsewhere.example/", "WALLET_ANSWER_INVALID", "IMPLEMENTATION"],
    ["resets the connection", "HTTP_UNREACHABLE", "ENVIRONMENT"],
    ["hangs up without a word", "HTTP_UNREACHABLE", "ENVIRONMENT"],
    ["breaks off in the middle of its answer", "HTTP_UNREACHABLE", "ENVIRONMENT"],
    ["answers what is no HTTP", "HTTP_UNREADABLE", "ENVIRONMENT"],
    ["hangs", "HTTP_TIMEOUT", "ENVIRONMENT"],
    ["answers an octet each 1 second", "HTTP_TIMEOUT", "ENVIRONMENT"],
  ])("the TSP %s", async (deed, code, attribution) => {
    const { ms, ...outcome } = await choose(`the TSP ${deed}`);
    expect(outcome).toEqual({ code, attribution });
    expect(ms).toBeLessThan(5_000);
    await expectUnharmed();
  });
});

it("the same seed gives the same faults to the same people, one after the other or all at once", async () => {
  const fingerprintOf = async (order: "in turn" | "at once") => {
    const seeded = await startTestBed({ clock: new ManualClock(0), seed: "same" });
    const bank = await openExampleIssuer(seeded, "bank");
    seeded.faults.add(parseFault("the issuer backend answers 503 to 40 % of calls about /consumers/"));
    const wallets = Array.from({ length: 8 }, (_, n) => bank.enrol(drawPerson(createChance(`p${n}`), "mastercard")));
    const go = async ({ wallet, profile: { cards } }: (typeof wallets)[number]) => {
      if (cards[0]) await wallet.addCard(cards[0]);
    };
    if (order === "at once") await Promise.all(wallets.map(go));
    else for (const each of wallets) await go(each);
    const { fingerprint, total } = seeded.faults.account();
    await seeded.close();
    return { fingerprint, total };
  };
  const inTurn = await fingerprintOf("in turn");
  expect(inTurn.total).toBeGreaterThan(0);
  expect(await fingerprintOf("at once")).toEqual(inTurn);
});
