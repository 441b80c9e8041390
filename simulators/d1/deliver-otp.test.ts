import { afterEach, describe, expect, it } from "vitest";
import { OTP, type Stage, setStage } from "./stage.fixture.ts";

const open: Stage[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ d1 }) => d1.close())));
const stage: typeof setStage = async (changes, options) => {
  const set = await setStage(changes, options);
  open.push(set);
  return set;
};

const mailMethod = { type: "EMAIL_TO_CARDHOLDER_ADDRESS", value: "na***@meridale.example" };
const nothingSent = ({ sms, mail }: Stage) => expect([...sms.sent, ...mail.sent]).toEqual([]);

describe("deliverActivationCode, sent by the issuer", () => {
  it("calls Deliver OTP with channel, suffix, unchanged code and expiry, and no contact (CS-12)", async () => {
    const set = await stage({ deliveryMode: "issuer-managed", sendsCardId: true });
    await set.addCard({ deviceInfo: { deviceName: "Nadia's phone", msisdn: "447700900555" }, walletId: "103" });
    expect((await set.deliver()).errorCode).toBeUndefined();
    const [call] = set.issuer.of("deliverOtp");
    expect(call?.url).toMatch(/\/issuers\/MERIDALE01\/consumers\/cns_nadia\/otp\?cardId=crd_nadia$/);
    expect(call?.headers).toMatchObject({ authorization: "Bearer token1" });
    expect(JSON.parse(call?.body ?? "")).toEqual({
      otp: { value: OTP, expirationDate: "04/07/2026 12:30:00", reason: "CARD-DIGITIZATION" },
      deliveryChannel: "SMS",
      panSuffix: "6467",
      digitalCardRequestor: { id: "50110030273", walletId: "103" },
      deviceInformation: {
        digitalCardStorageType: "EMBEDDED_SE",
        phoneNumber: "447700900555",
        deviceName: "Nadia's phone",
      },
    });
    nothingSent(set);
  });

  it("uses the literal for e-mail and the expiry format that the issuer was set up with", async () => {
    const deliverOtp = { expirationFormat: "iso", emailLiteral: "MAIL" } as const;
    const set = await stage({ deliveryMode: "issuer-managed", deliverOtp });
    await set.addCard();
    await set.deliver({ activationMethod: mailMethod, expirationDateTime: "2026-07-04T14:30:00+02:00" });
    expect(JSON.parse(set.issuer.of("deliverOtp")[0]?.body ?? "")).toMatchObject({
      deliveryChannel: "MAIL",
      otp: { expirationDate: "2026-07-04T12:30:00.000Z" },
    });
  });

  it.each([200, 400, 404, 500])("takes anything but 204 for a failed delivery: %i", async (status) => {
    const set = await stage({ deliveryMode: "issuer-managed" });
    set.issuer.failing.set("deliverOtp", [status]);
    await set.addCard();
    expect(await set.deliver()).toMatchObject({ errorCode: "INTERNAL_SERVICE_FAILURE" });
  });
});
