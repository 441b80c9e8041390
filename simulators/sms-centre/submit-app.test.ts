import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createHttpClient } from "../../src/http.ts";
import { silent } from "../../src/log.ts";
import { createHttpSmsSender } from "../../src/sending/http-sms-sender.ts";
import { type SmsCentre, startSmsCentre } from "./start-sms-centre.ts";

const sms = { to: "+447700900123", from: "Meridale", text: "123456 is your code" };
const json = { "content-type": "application/json; charset=utf-8" };

describe("the HTTP submit API", () => {
  let centre: SmsCentre;
  beforeAll(async () => {
    centre = await startSmsCentre({ clock: systemClock, log: silent, limits: { maxBodyBytes: 1_000 } });
  });
  afterAll(() => centre.close());

  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
    centre.app.request("/sms", { method: "POST", body, headers });

  it("takes a message over the network and files it", async () => {
    const http = createHttpClient({ call: "test -> SMS centre" });
    const { cursor } = centre.inbox;
    const sender = createHttpSmsSender({ url: centre.url, request: http.request });
    const { messageId } = await sender.send({ ...sms, text: "a".repeat(161) });
    http.close();
    expect(messageId).toMatch(/^\d{10}$/);
    expect(centre.inbox.list({ after: cursor })).toMatchObject([
      {
        transport: "http",
        recipient: "+447700900123",
        destination: { address: "447700900123", ton: 1, npi: 1 },
        sender: "Meridale",
        encoding: "gsm7",
        text: "a".repeat(161),
        parts: [
          { index: 1, total: 2 },
          { index: 2, total: 2 },
        ],
      },
    ]);
  });

  it("shows what it took under /inbox", async () => {
    const { cursor } = centre.inbox;
    await post(JSON.stringify(sms));
    const response = await centre.app.request(`/inbox?after=${cursor}`);
    expect(await response.json()).toMatchObject({ messages: [{ text: sms.text, code: "123456" }] });
  });

  it("says into how many parts the text went", async () => {
    const response = await post(JSON.stringify({ ...sms, text: "日".repeat(71) }));
    expect([response.status, await response.json()]).toEqual([200, { messageId: expect.any(String), parts: 2 }]);
  });

  it.each([
    ["JSON", "{", json, 400],
    ["JSON in UTF-8", Uint8Array.of(0x22, 0xff, 0x22), json, 400],
    ["content-type", JSON.stringify(sms), { "content-type": "text/plain" }, 415],
    ["longer than 1000 octets", JSON.stringify({ ...sms, text: "x".repeat(1_000) }), json, 413],
    ["to", JSON.stringify({ ...sms, to: "07700 900123" }), json, 400],
    ["from", JSON.stringify({ ...sms, from: "" }), json, 400],
    ["text", JSON.stringify({ to: sms.to, from: sms.from }), json, 400],
    ["otp", JSON.stringify({ ...sms, otp: "123456" }), json, 400],
  ])("refuses a bad request by naming what is wrong: %s", async (name, body, headers, status) => {
    const { cursor } = centre.inbox;
    const response = await post(body, headers);
    const { error } = (await response.json()) as { error: string };
    expect(response.status).toBe(status);
    expect(error).toContain(name);
    expect(error).not.toMatch(/123456|900123/);
    expect(centre.inbox.cursor).toBe(cursor);
  });

  it("refuses when asked to, once", async () => {
    centre.refuseNext(1);
    expect((await post(JSON.stringify(sms))).status).toBe(503);
    expect((await post(JSON.stringify(sms))).status).toBe(200);
  });

  it("answers in JSON where there is nothing", async () => {
    const response = await centre.app.request("/nothing");
    expect([response.status, await response.json()]).toEqual([404, { error: "no such resource" }]);
  });

  it("does not start on a port that is taken, and leaves nothing open", async () => {
    const taken = Number(new URL(centre.url).port);
    const options = { clock: systemClock, log: silent };
    await expect(startSmsCentre({ ...options, httpPort: taken })).rejects.toMatchObject({ code: "PORT_IN_USE" });
    await expect(startSmsCentre({ ...options, smppPort: taken })).rejects.toMatchObject({ code: "PORT_IN_USE" });
  });
});
