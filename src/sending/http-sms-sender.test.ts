import { describe, expect, it } from "vitest";
import { StepproofError } from "../errors.ts";
import type { HttpClient, HttpRequest } from "../http.ts";
import { createHttpSmsSender } from "./http-sms-sender.ts";

const sms = { to: "+447700900123", from: "Meridale", text: "123456 is your code" };
const url = "http://127.0.0.1:8080";

const answering =
  (status: number, body: string): HttpClient =>
  () =>
    Promise.resolve({ status, headers: {}, body });

describe("sending over HTTP", () => {
  it("posts the message and returns the centre's id", async () => {
    const requests: HttpRequest[] = [];
    const request: HttpClient = (sent) => {
      requests.push(sent);
      return answering(200, '{"messageId":"0000000001","parts":1}')(sent);
    };
    const sender = createHttpSmsSender({ url, request });
    expect(await sender.send(sms)).toEqual({ messageId: "0000000001" });
    expect(requests).toMatchObject([{ method: "POST", url: `${url}/sms`, body: JSON.stringify(sms) }]);
    await sender.close();
  });

  it.each([
    [answering(422, '{"error":"barred"}'), "SMS_REFUSED", /HTTP 422/],
    [answering(503, '{"error":"busy"}'), "SMS_DEFERRED", /HTTP 503/],
    [answering(429, '{"error":"busy"}'), "SMS_DEFERRED", /HTTP 429/],
    [answering(200, "<html>"), "SMS_UNANSWERED", /something else/],
    [failing("HTTP_TIMEOUT"), "SMS_UNANSWERED", /HTTP_TIMEOUT/],
    [failing("HTTP_UNREACHABLE", "ECONNRESET"), "SMS_UNANSWERED", /HTTP_UNREACHABLE/],
    [failing("HTTP_UNREACHABLE", "ECONNREFUSED"), "SMS_UNREACHABLE", /HTTP_UNREACHABLE/],
    [failing("EGRESS_BLOCKED"), "EGRESS_BLOCKED", /./],
  ])("says why a message was not taken, without quoting it", async (request, code, message) => {
    const sending = createHttpSmsSender({ url, request }).send(sms);
    await expect(sending).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    await expect(sending).rejects.not.toMatchObject({ message: expect.stringMatching(/123456|447700/) });
  });
});

function failing(code: string, systemCode?: string): HttpClient {
  const cause = systemCode && Object.assign(new Error("failed"), { code: systemCode });
  const details = { hint: "", attribution: "ENVIRONMENT", cause } as const;
  return () => Promise.reject(new StepproofError(code, "failed", details));
}
