import { constants, createCipheriv, publicEncrypt, randomBytes } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  createEnvelopeKeys,
  decryptFundingAccount,
  type EnvelopeKeys,
  encryptFundingAccount,
  fingerprintOf,
} from "./mdes-envelope.ts";
import { type EncryptedPayload, encryptedPayload, type FundingAccount } from "./tsp-d1.ts";

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength });

const accounts: fc.Arbitrary<FundingAccount> = fc.record(
  {
    accountNumber: digits(10, 19),
    expiryMonth: fc.integer({ min: 1, max: 12 }).map((month) => String(month).padStart(2, "0")),
    expiryYear: digits(2, 2),
    securityCode: digits(3, 4),
  },
  { requiredKeys: ["accountNumber", "expiryMonth", "expiryYear"] },
);

const account: FundingAccount = { accountNumber: "4539148803436467", expiryMonth: "11", expiryYear: "31" };

describe("the MDES envelope", () => {
  let keys: EnvelopeKeys;
  beforeAll(async () => {
    keys = await createEnvelopeKeys();
  });

  const refused = expect.objectContaining({ code: "CRYPTOGRAPHY_ERROR" });

  it("gives back every funding account that was sealed, in the shape of the wire", () => {
    fc.assert(
      fc.property(accounts, (sealed) => {
        const payload = encryptedPayload.parse(encryptFundingAccount(sealed, keys.publicKey));
        expect(payload.iv).toHaveLength(24);
        expect(decryptFundingAccount(payload, keys)).toEqual(sealed);
      }),
      { numRuns: 40 },
    );
  });

  it("is named by the SHA-256 of the public key", () => {
    expect(keys.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(encryptFundingAccount(account, keys.publicKey).publicKeyFingerprint).toBe(fingerprintOf(keys.publicKey));
  });

  it("never seals twice alike: key and iv are used once", () => {
    const [one, other] = [
      encryptFundingAccount(account, keys.publicKey),
      encryptFundingAccount(account, keys.publicKey),
    ];
    expect(one.iv).not.toBe(other.iv);
    expect(one.encryptedData).not.toBe(other.encryptedData);
  });

  it("opens CBC without iv under PKCS#1 v1.5, as older senders write it", () => {
    expect(decryptFundingAccount(sealTheOldWay(account, keys), keys)).toEqual(account);
  });

  it("refuses an envelope for another key", () => {
    const payload = { ...encryptFundingAccount(account, keys.publicKey), publicKeyFingerprint: "0".repeat(64) };
    expect(() => decryptFundingAccount(payload, keys)).toThrow(refused);
  });

  it.each<[string, Partial<EncryptedPayload>]>([
    ["altered content", { encryptedData: "00" }],
    ["a foreign tag", { tag: "0".repeat(32) }],
    ["a cut tag", { tag: "00" }],
    ["a broken key", { encryptedKey: "ab".repeat(256) }],
    ["the wrong cipher mode", { algorithmCipherMode: "CBC" }],
    ["additional data nobody signed", { aad: "00" }],
  ])("refuses %s, and does not quote the card", (_, change) => {
    const payload = { ...encryptFundingAccount(account, keys.publicKey), ...change };
    expect(() => decryptFundingAccount(payload, keys)).toThrow(refused);
  });

  it("refuses content that is no funding account, without quoting it", () => {
    const payload = encryptFundingAccount({ ...account, accountNumber: "no card 123456" }, keys.publicKey);
    expect(() => decryptFundingAccount(payload, keys)).toThrow(refused);
    expect(() => decryptFundingAccount(payload, keys)).not.toThrow(/123456/);
  });
});

function sealTheOldWay(account: FundingAccount, { publicKey, fingerprint }: EnvelopeKeys): EncryptedPayload {
  const key = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", key, Buffer.alloc(16));
  const encryptedData = Buffer.concat([cipher.update(JSON.stringify(account)), cipher.final()]).toString("hex");
  const encryptedKey = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key).toString("hex");
  return { encryptedData, encryptedKey, publicKeyFingerprint: fingerprint };
}
