import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import type { DeliverOtpRequest } from "../../src/contract/d1-issuer.ts";
import { StepproofError } from "../../src/errors.ts";
import type { SmsSender } from "../../src/sending/sender.ts";
import { deliverOtp, meridale, nadia, otpRequest, startBackend } from "./example-issuer.fixture.ts";

const byMail = { ...otpRequest, deliveryChannel: "EMAIL" };
const withOtp = (otp: Partial<DeliverOtpRequest["otp"]>) => ({ ...otpRequest, otp: { ...otpRequest.otp, ...otp } });

const refusingSms: SmsSender = {
  send: () =>
    Promise.reject(
      new StepproofError("SMS_REFUSED", "the SMS centre refused +447700900123: 004217", {
        hint: "",
        attribution: "ENVIRONMENT",
      }),
    ),
  close: async () => undefined,
};

describe("Deliver OTP", () => {
  it("sends the code to the consumer's phone, not the device's, in the consumer's language", async () => {
    await using backend = await startBackend();
    const answer = await deliverOtp(backend, otpRequest);
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(backend.sent.sms).toEqual([{ from: "MERIDALE", to: "+447700900123", text: "004217 fr **1234" }]);
    expect(backend.sent.mail).toEqual([]);
  });

  it("sends an e-mail, and nothing else, when e-mail was chosen", async () => {
    await using backend = await startBackend();
    expect((await deliverOtp(backend, byMail)).status).toBe(204);
    expect(backend.sent.mail).toEqual([
      {
        from: meridale.mailFrom,
        to: "nadia@mail.example",
        date: new Date("2026-05-01T12:00:00Z"),
        subject: "Subject fr",
        text: "004217 fr **1234",
        html: "<p>004217 fr **1234</p>",
      },
    ]);
    expect(backend.sent.sms).toEqual([]);
  });

  it("tolerates members, values and headers that it does not know", async () => {
    await using backend = await startBackend();
    const invented = {
      ...withOtp({ reason: "INVENTED" }),
      invented: { deep: [1] },
      deviceInformation: { invented: 1 },
    };
    expect((await deliverOtp(backend, invented, { headers: { "x-invented": "1" } })).status).toBe(204);
  });

  it("sends one message for each request, also for a resend that is equal in every member", async () => {
    await using backend = await startBackend();
    const headers = { "x-correlation-id": "abc" };
    await deliverOtp(backend, otpRequest, { headers });
    await deliverOtp(backend, otpRequest, { headers });
    expect(backend.sent.sms).toHaveLength(2);
  });

  it.each(["01/05/2026 12:00:01", "2026-05-01T12:00:01Z", "2026-05-01T14:00:01.000+02:00"])(
    "sends until the instant %s and not at it",
    async (expirationDate) => {
      const clock = new ManualClock(Date.UTC(2026, 4, 1, 12));
      await using backend = await startBackend({ clock });
      expect((await deliverOtp(backend, withOtp({ expirationDate }))).status).toBe(204);
      clock.advance(1_000);
      expect((await deliverOtp(backend, withOtp({ expirationDate }))).status).toBe(400);
      expect(backend.sent.sms).toHaveLength(1);
    },
  );

  it.each([
    ["an unknown channel", { ...otpRequest, deliveryChannel: "PIGEON" }, 400],
    ["an expiry that cannot be read", withOtp({ expirationDate: "soon" }), 400],
    ["a missing member", { ...otpRequest, panSuffix: undefined }, 400],
    ["a suffix of five digits", { ...otpRequest, panSuffix: "91234" }, 400],
    ["a code that is not text", { ...otpRequest, otp: { ...otpRequest.otp, value: 4217 } }, 400],
    ["broken JSON", '{"otp":', 400],
    ["no body", "", 400],
    ["more than 64 KB", { ...otpRequest, padding: "x".repeat(65_536) }, 413],
  ])("refuses %s and sends nothing", async (_, request, status) => {
    await using backend = await startBackend();
    const answer = await deliverOtp(backend, request);
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(JSON.parse(text)).toEqual({ error: expect.any(String) });
    expect(text).not.toMatch(/4217|1234|7700|nadia/);
    expect([...backend.sent.sms, ...backend.sent.mail]).toEqual([]);
  });

  it("refuses another content type, but not a charset beside it", async () => {
    await using backend = await startBackend();
    expect((await deliverOtp(backend, otpRequest, { headers: { "content-type": "text/plain" } })).status).toBe(415);
    const utf8 = { "content-type": "Application/JSON; charset=utf-8" };
    expect((await deliverOtp(backend, otpRequest, { headers: utf8 })).status).toBe(204);
  });

  it("answers 404 for an unknown consumer, 403 for a blocked one, 404 for one without that contact", async () => {
    await using backend = await startBackend();
    expect((await deliverOtp(backend, otpRequest, { consumerId: "cns_nobody" })).status).toBe(404);
    backend.change(meridale.issuerId, nadia.consumerId, { mobilePhoneNumber: undefined });
    expect((await deliverOtp(backend, otpRequest)).status).toBe(404);
    backend.enrol(meridale.issuerId, { ...nadia, state: "blocked" });
    expect((await deliverOtp(backend, otpRequest)).status).toBe(403);
    expect([...backend.sent.sms, ...backend.sent.mail]).toEqual([]);
  });

  it("reports a message that could not be handed over, telling the caller and the log nothing of it", async () => {
    await using backend = await startBackend({ sms: refusingSms });
    const answer = await deliverOtp(backend, otpRequest, { headers: { "x-correlation-id": "abc" } });
    expect([answer.status, await answer.json()]).toEqual([500, { error: "The operation failed." }]);
    expect(backend.sent.mail).toEqual([]);
    expect(backend.lines.at(-1)).toBe(
      "POST /banking/d1/v1/issuers/:issuerId/consumers/:consumerId/otp 500 SMS_REFUSED correlation=abc",
    );
  });

  it("reports a language whose templates lack the channel", async () => {
    await using backend = await startBackend();
    backend.change(meridale.issuerId, nadia.consumerId, { language: "de-DE" });
    expect((await deliverOtp(backend, otpRequest)).status).toBe(500);
    expect((await deliverOtp(backend, byMail)).status).toBe(500);
  });

  it("sends any code of 1-32 characters unchanged, and logs none", async () => {
    await using backend = await startBackend();
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[0-9A-Za-z]{1,32}$/), async (value) => {
        await deliverOtp(backend, withOtp({ value }));
        expect(backend.sent.sms.at(-1)?.text).toBe(`${value} fr **1234`);
      }),
      { numRuns: 30 },
    );
    expect(new Set(backend.lines).size).toBe(2);
  });

  it("is idle once the last message is handed over", async () => {
    const handOver = withResolvers<{ messageId: string }>();
    const reached = withResolvers<void>();
    const slow: SmsSender = {
      send: () => {
        reached.resolve();
        return handOver.promise;
      },
      close: async () => undefined,
    };
    await using backend = await startBackend({ sms: slow });
    const order: string[] = [];
    const answered = deliverOtp(backend, otpRequest).then(() => order.push("answered"));
    await reached.promise;
    const idle = backend.idle().then(() => order.push("idle"));
    await new Promise(setImmediate);
    order.push("handed over");
    handOver.resolve({ messageId: "1" });
    await Promise.all([answered, idle]);
    expect(order[0]).toBe("handed over");
    await backend.idle();
  });
});

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
