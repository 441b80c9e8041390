import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { ManualClock } from "../clock.ts";
import { packageRoot } from "../package-root.ts";
import { loadRunFile, type RunFile } from "../run-file/run-file.ts";
import { loadTemplateSet } from "../templates/load-template-set.ts";
import { EndUserPool } from "./end-user-pool.ts";
import type { IssuerSettings } from "./issuer-settings.ts";
import { leaseIssuer } from "./lease-issuer.ts";
import { drawPerson } from "./open-issuer.ts";
import { bedOptionsOf } from "./run-file-bed.ts";
import { startTestBed, type TestBed } from "./start-test-bed.ts";

const chance = createChance("lease");
const anybody = drawPerson(chance, "mastercard");
const templatesFolder = join(packageRoot, "examples", "meridale-bank", "templates");

let bed: TestBed;
let runFile: RunFile;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lease-"));
  await cp(join(packageRoot, "examples", "init"), folder, { recursive: true });
  await cp(templatesFolder, join(folder, "templates"), { recursive: true });
  runFile = await loadRunFile(join(folder, "stepproof.yaml"), { env: {} });
  bed = await startTestBed({ ...bedOptionsOf(runFile), clock: new ManualClock(0) });
});

afterAll(async () => {
  await bed.close();
  await rm(folder, { recursive: true });
});

async function lease(settings: Partial<IssuerSettings> = {}, file: RunFile = runFile) {
  const templates = await loadTemplateSet(templatesFolder);
  return leaseIssuer(bed, chance, { runFile: file, templates, pool: new EndUserPool(file.endUsers) }, settings);
}

describe("the issuer of a run file", () => {
  it("serves its own End Users on the simulated backend, with its own sender and From", async () => {
    const issuer = await lease();
    const nadia = issuer.enrol(anybody);
    const [card] = nadia.profile.cards;
    if (!card) throw new Error("Nadia has cards");
    const inWallet = await nadia.wallet.addCard(card);
    await inWallet.choose("TEXT_TO_CARDHOLDER_NUMBER");
    await bed.settled();
    const [sms] = bed.smsCentre.inbox.list({ recipient: "+4917604069012" });
    expect(sms?.sender).toBe("Meridale");
    expect(await inWallet.typeCode(nadia.readCode(sms ?? expect.fail("no SMS")) ?? "")).toMatchObject({
      result: "SUCCESS",
    });
    expect(issuer.settings.mailFrom).toBe(runFile.mail.from);
  });

  it("has its books as the run file has them again, whatever an earlier scenario changed", async () => {
    const earlier = await lease();
    const { consumerId } = earlier.enrol(anybody).profile;
    earlier.remove(consumerId);
    earlier.release();
    const issuer = await lease();
    expect(() => issuer.changeContact(consumerId, { email: undefined })).not.toThrow();
  });

  it("keeps the issuer's reference of a card where a scenario is about its last digits", async () => {
    const issuer = await lease();
    const { cards } = issuer.enrol({ ...anybody, insistsOn: ["card ending"] }).profile;
    expect(cards[0]).toEqual({ ...anybody.cards[0], cardId: runFile.endUsers[0]?.cards[0]?.cardId });
  });

  it.each<[string, Partial<IssuerSettings>]>([
    ["another sender of messages", { deliveryMode: "issuer-managed" }],
    ["other contact details", { contacts: { model: "stored", readAgainAtDelivery: true, changedBetween: "refuse" } }],
    ["another use of the cardId", { sendsCardId: true }],
  ])("does not offer %s than the run file says", async (_what, settings) => {
    await expect(lease(settings)).rejects.toMatchObject({ code: "NOT_OFFERED" });
  });
});

describe("a real issuer", () => {
  const { d1, foreign } = { d1: () => bed.identities.d1, foreign: () => bed.identities.foreign };
  const real = (): RunFile => ({
    ...runFile,
    backend: {
      kind: "real",
      url: "https://127.0.0.1:1",
      tokenUrl: "https://127.0.0.1:1/token",
      clientId: "d1",
      clientSecret: "hush",
      identity: d1(),
    },
  });

  it("is called as the run file says", async () => {
    const { access } = await lease({}, real());
    expect(access).toMatchObject({
      issuerId: "MERIDALE01",
      backendUrl: "https://127.0.0.1:1",
      tokenUrl: "https://127.0.0.1:1/token",
      clientId: "d1",
      identity: d1(),
      foreignIdentity: foreign(),
    });
  });

  it("cannot be told what to have on its books, nor asked what it heard", async () => {
    const issuer = await lease({}, real());
    const deeds = [
      () => issuer.block("csm_1"),
      () => issuer.remove("csm_1"),
      () => issuer.changeContact("csm_1", {}),
      () => issuer.notifications(),
    ];
    for (const deed of deeds) expect(deed).toThrow(expect.objectContaining({ code: "NOT_OFFERED" }));
  });

  it("names the blocked and the unknown by the run file", async () => {
    const issuer = await lease({}, real());
    const idOf = (wanted: string) => runFile.endUsers.find(({ kind }) => kind === wanted)?.consumerId;
    expect([issuer.blockedConsumer(), issuer.unknownConsumer()]).toEqual([idOf("blocked"), idOf("unknown")]);
  });
});
