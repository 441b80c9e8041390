import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import mailhog from "mailhog";
import { createTransport } from "nodemailer";
import smpp from "smpp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type RunningProcess, startStepproof } from "./running-process.fixture.ts";

// The test bed as others meet it: a process of its own, and the public clients of each protocol against it.

// Two of the tests start a process of their own: more than the usual time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 40_000 });

let bed: RunningProcess;
let urls: ReadonlyMap<string, URL>;

beforeAll(async () => {
  bed = startStepproof(["up", "--seed", "7"]);
  const [, places = ""] = await bed.until(/Ctrl-C stops it\.\n\n([\s\S]+?)\n\n[\s\S]+activations .*\n/);
  const rows = [...places.matchAll(/^ {2}(\S.*?) {2,}(\S+)$/gm)];
  urls = new Map(rows.map(([, name = "", url = ""]) => [name, new URL(url)]));
});

afterAll(async () => {
  const asked = performance.now();
  const exitCode = await bed.interrupt();
  console.log(`after all this traffic, stepproof up ended ${Math.round(performance.now() - asked)} ms after Ctrl-C`);
  expect(exitCode).toBe(0);
});

const urlOf = (name: string): URL => urls.get(name) ?? new URL(`missing:${name}`);
const smtp = () => ({ host: urlOf("mail server, SMTP").hostname, port: Number(urlOf("mail server, SMTP").port) });

const captured = z.looseObject({
  id: z.string(),
  sequence: z.number(),
  recipient: z.string(),
  code: z.string().optional(),
});
const page = z.object({ cursor: z.number(), messages: z.array(captured) });

async function getJson<Shape extends z.ZodType>(url: string, shape: Shape): Promise<z.output<Shape>> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  return shape.parse(await answer.json());
}

async function postJson<Shape extends z.ZodType>(url: string, body: string, shape: Shape): Promise<z.output<Shape>> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
  return shape.parse(await answer.json());
}

describe("nodemailer and the mailhog client", () => {
  it.each([
    ["STARTTLS", { requireTLS: true, tls: { rejectUnauthorized: false } }, true],
    ["plain SMTP", { ignoreTLS: true }, false],
  ])("exchange a mail over %s: listed, found, read as sent, deleted", async (_name, options, secure) => {
    const to = `nadia.${secure ? "tls" : "plain"}@mail.example`;
    const transport = createTransport({ ...smtp(), ...options });
    const pdf = { filename: "terms.pdf", content: Buffer.from("%PDF-1.4 terms") };
    const mail = { from: "otp@email.meridale.example", to, subject: "Código", text: "Your code is 482913." };
    await transport.sendMail({ ...mail, attachments: [pdf] });
    const api = urlOf("mail server, HTTP");
    const client = mailhog({ host: api.hostname, port: Number(api.port) });
    expect((await client.messages())?.items.map((item) => item.to)).toContain(to);
    const found = (await client.search(to, "to"))?.items[0];
    expect(found).toMatchObject({ subject: "Código", text: "Your code is 482913.", from: mail.from });
    expect(found?.attachments.map(({ name }) => name)).toEqual(["terms.pdf"]);
    const download = await fetch(new URL(`/api/v1/messages/${found?.ID}/download`, api));
    expect(await download.text()).toMatch(/^Subject: =\?UTF-8\?[\s\S]*filename=terms\.pdf/m);
    const { messages } = await getJson(`${urlOf("mail inbox")}?recipient=${to}`, page);
    expect(messages).toMatchObject([{ code: "482913", secure }]);
    await client.deleteMessage(found?.ID ?? "");
    expect((await client.search(to, "to"))?.total).toBe(0);
  });
});

describe("Node's resolver", () => {
  it("is told of every name that there is no zone yet", async () => {
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    resolver.setServers([urlOf("DNS, UDP and TCP").host]);
    await expect(resolver.resolveTxt("email.meridale.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });
});

describe("the smpp client", () => {
  it("binds, submits, and gets a receipt for the message that lies in the inbox", async () => {
    const { hostname: host, port } = urlOf("SMS centre, SMPP");
    const session = smpp.connect({ host, port: Number(port) });
    session.on("error", () => session.destroy());
    await once(session, "connect");
    const call = (command: string, fields: smpp.Fields) =>
      new Promise<smpp.PDU>((resolve) => session.send(new smpp.PDU(command, fields), resolve));
    const account = { system_id: "meridale", password: "secret" };
    expect((await call("bind_transceiver", account)).command_status).toBe(0);
    const receipt = once(session, "deliver_sm", { signal: AbortSignal.timeout(10_000) });
    const from = { source_addr_ton: 5, source_addr: "Meridale" };
    const to = { dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: "4917604069001" };
    const text = { data_coding: 0, short_message: Buffer.from("Your code is 730164."), registered_delivery: 1 };
    const submitted = await call("submit_sm", { ...from, ...to, ...text });
    expect(submitted.command_status).toBe(0);
    const [report] = await receipt;
    session.send(report.response());
    expect(report).toMatchObject({ receipted_message_id: submitted["message_id"], message_state: 2 });
    const { messages } = await getJson(`${urlOf("SMS inbox")}?recipient=%2B4917604069001`, page);
    expect(messages).toMatchObject([{ code: "730164", sender: "Meridale", transport: "smpp" }]);
    await call("unbind", {});
    session.close();
  });
});

describe("a wait over HTTP", () => {
  it("that began before the message was sent ends with it", async () => {
    const recipient = "+4917604069002";
    const order: string[] = [];
    const inbox = `${urlOf("SMS inbox")}`;
    const query = `recipient=${encodeURIComponent(recipient)}`;
    const waiting = getJson(`${inbox}/wait?${query}&timeout=9000`, captured).then((message) => {
      order.push("woken");
      return { message, at: performance.now() };
    });
    // Asked after the wait and answered: by now the wait stands, and nothing has come.
    expect((await getJson(`${inbox}?${query}`, page)).messages).toEqual([]);
    order.push("sent");
    const sentAt = performance.now();
    const sms = { to: recipient, from: "Meridale", text: "Your code is 551208." };
    await postJson(`${urlOf("SMS centre, HTTP")}sms`, JSON.stringify(sms), z.object({ messageId: z.string() }));
    const { message, at } = await waiting;
    console.log(`a waiting reader was woken ${(at - sentAt).toFixed(1)} ms after the message was sent`);
    expect(message).toMatchObject({ recipient, code: "551208" });
    expect(order).toEqual(["sent", "woken"]);
  });
});

describe("a step-up by hand", () => {
  const method = z.object({ id: z.string(), type: z.string() });
  const added = z.looseObject({ tokenUniqueReference: z.string(), methods: z.array(method) });

  it.each([
    ["TEXT_TO_CARDHOLDER_NUMBER", "SMS inbox", "SMS"],
    ["EMAIL_TO_CARDHOLDER_ADDRESS", "mail inbox", "e-mail"],
  ])("follows the printed commands by %s", async (type, inboxName, shown) => {
    const [, add = "", choose = "", activate = ""] = commandsIn(bed.stdout);
    const inbox = urlOf(inboxName);
    const { cursor } = await getJson(`${inbox}`, page);
    const printed = bed.stdout.length;
    const token = await perform(add, {}, added);
    const names = { TOKEN: token.tokenUniqueReference };
    const ID = token.methods.find((offered) => offered.type === type)?.id ?? "";
    await expect(perform(choose, { ...names, ID }, z.looseObject({}))).resolves.toMatchObject({ delivered: true });
    const { code: CODE = "", recipient } = await getJson(`${inbox}/wait?after=${cursor}&timeout=9000`, captured);
    const outcome = await perform(activate, { ...names, CODE }, z.looseObject({}));
    expect(outcome).toMatchObject({ result: "SUCCESS" });
    await bed.until(new RegExp(`^[\\s\\S]{${printed - 1},}\\n[\\d:.]+ {2}${shown} +to \\*{3}`));
    expect(bed.stdout).not.toContain(CODE);
    expect(bed.stdout).not.toContain(recipient);
  });

  /** The `curl URL … -d 'BODY'` lines, the first being the whole match of none. */
  const commandsIn = (text: string): readonly string[] => [
    "",
    ...[...text.matchAll(/^ {2}curl \S+ -H .*$/gm)].map(([line]) => line),
  ];

  function perform<Shape extends z.ZodType>(command: string, names: Record<string, string>, shape: Shape) {
    const filled = Object.entries(names).reduce((text, [name, value]) => text.replace(name, () => value), command);
    const [, url = "", body = ""] = /curl (\S+) .* -d '(.*)'/.exec(filled) ?? [];
    return postJson(url, body, shape);
  }
});

describe("ending and failing", () => {
  it("ends with exit code 0 at Ctrl-C, though somebody still waits for a message", async () => {
    const other = startStepproof(["up"]);
    const [, inbox] = await other.until(/SMS inbox +(\S+)/);
    const waiting = fetch(`${inbox}/wait?timeout=60000`).then(
      ({ status }) => status,
      () => "cut off",
    );
    await fetch(`${inbox}`);
    const asked = performance.now();
    expect(await other.interrupt()).toBe(0);
    console.log(`stepproof up ended ${Math.round(performance.now() - asked)} ms after Ctrl-C`);
    expect(await waiting).toBe("cut off");
    expect(other.stdout).toMatch(/\nstopped\n$/);
  });

  it("names the port that is taken and ends with exit code 2", async () => {
    const { port } = smtp();
    const second = startStepproof(["up", "--port", `smtp=${port}`]);
    expect(await second.ended).toBe(2);
    expect(second.stdout).toBe("");
    expect(second.stderr).toMatch(new RegExp(`^error PORT_IN_USE: mail server \\(SMTP\\): port ${port} .*\\n$`));
  });
});
