import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailServer, startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { type SmsCentre, startSmsCentre } from "../../simulators/sms-centre/start-sms-centre.ts";
import { systemClock } from "../../src/clock.ts";
import { consumerInfo, tokenResponse } from "../../src/contract/d1-issuer.ts";
import { type Exchange, Journal } from "../../src/evidence/journal.ts";
import type { HttpResponse, TlsIdentity } from "../../src/http.ts";
import { createAuthority } from "../../src/pki.ts";
import { loadRunFile } from "../../src/run-file/run-file.ts";
import { type Caller, IssuerProbe } from "../../src/testbed/issuer-probe.ts";
import people from "./people.json" with { type: "json" };

const [nadia, omar] = people;
const blocked = people.find(({ state }) => state === "blocked");

let folder: string;
let smsCentre: SmsCentre;
let mailServer: MailServer;
let identities: { readonly issuer: TlsIdentity; readonly d1: TlsIdentity; readonly foreign: TlsIdentity };
let backend: ChildProcess;
let probe: IssuerProbe;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "separate-issuer-"));
  const authority = await createAuthority("Separate issuer's test");
  const foreign = await (await createAuthority("Stranger")).issue({ commonName: "d1" });
  identities = {
    issuer: await authority.issue({ commonName: "issuer" }),
    d1: await authority.issue({ commonName: "d1" }),
    foreign: { ...foreign, ca: authority.caPem },
  };
  smsCentre = await startSmsCentre({ clock: systemClock, log: () => undefined });
  mailServer = await startMailServer({ clock: systemClock, log: () => undefined, tls: identities.issuer });
  probe = await start({});
});

afterAll(async () => {
  probe.close();
  backend.kill();
  await Promise.all([smsCentre.close(), mailServer.close()]);
  await rm(folder, { recursive: true });
});

/** Starts the issuer as a process of its own, as its README says. */
async function start(environment: Readonly<Record<string, string>>): Promise<IssuerProbe> {
  const pem = { TLS_KEY: identities.issuer.key, TLS_CERT: identities.issuer.cert, TLS_CA: identities.issuer.ca };
  for (const [name, text] of Object.entries(pem)) await writeFile(path.join(folder, name), text);
  const files = Object.fromEntries(Object.keys(pem).map((name) => [name, path.join(folder, name)]));
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  backend = spawn(process.execPath, [here("server.mjs")], {
    env: {
      ...files,
      ISSUER_ID: "MERIDALE01",
      CLIENT_ID: "d1-client",
      CLIENT_SECRET: "a secret: with colons",
      PEOPLE: here("people.json"),
      SMS_URL: smsCentre.url,
      SMTP_PORT: String(mailServer.smtp.port),
      ...environment,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const lines = createInterface({ input: backend.stdout as NodeJS.ReadableStream });
  const url = await new Promise<string>((resolve, reject) => {
    lines.once("line", (line) => resolve(/https:\S+/.exec(line)?.[0] ?? ""));
    backend.once("exit", (code) => reject(new Error(`the issuer ended with ${code}`)));
  });
  const access = {
    issuerId: "MERIDALE01",
    name: "Meridale Bank",
    backendUrl: url,
    tokenUrl: `${url}/authz/d1/v1/oauth2/token`,
    clientId: "d1-client",
    clientSecret: "a secret: with colons",
    identity: identities.d1,
    foreignIdentity: identities.foreign,
  };
  return new IssuerProbe(access, { journal: new Journal(), clock: systemClock });
}

function responseOf({ outcome }: Exchange): HttpResponse {
  if ("response" in outcome) return outcome.response;
  throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
}

const statusOf = (exchange: Exchange): number => responseOf(exchange).status;

const inAMinute = () => new Date(Date.now() + 60_000).toISOString();
const otpRequest = (changes: object = {}) => ({
  otp: { value: "004217", expirationDate: inAMinute(), reason: "CARD-DIGITIZATION" },
  deliveryChannel: "SMS",
  panSuffix: "1234",
  ...changes,
});

const toDescription = ({ consumerId, mobilePhoneNumber: phone, email, cards }: (typeof people)[number]) => ({
  consumerId,
  phone: phone && `${phone.countryCode}${phone.phoneNumber}`,
  email,
  cards,
});

describe("the separate issuer", () => {
  it("grants a bearer to D1, and none for a wrong secret or another grant", async () => {
    expect(tokenResponse.parse(JSON.parse(responseOf(await probe.askForToken()).body))).toMatchObject({
      token_type: "Bearer",
      expires_in: "900",
    });
    const authorization = `Basic ${Buffer.from("d1-client:guess").toString("base64url")}`;
    expect(statusOf(await probe.askForToken({ authorization }))).toBe(401);
    expect(statusOf(await probe.askForToken({ form: { grant_type: "password" } }))).toBe(400);
  });

  it("tells contact details as D1 documents them", async () => {
    const answer = responseOf(await probe.getConsumer(nadia?.consumerId ?? "", { query: { cardId: "crd_1" } }));
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(consumerInfo.parse(JSON.parse(answer.body))).toMatchObject({
      email: nadia?.email,
      mobilePhoneNumber: nadia?.mobilePhoneNumber,
    });
  });

  it.each([
    ["nobody", {}, "csm_nobody", 404],
    ["somebody blocked", {}, blocked?.consumerId, 403],
    ["no bearer", { bearer: () => undefined }, nadia?.consumerId, 401],
    ["an altered bearer", { bearer: (good: string) => good.replace(/.$/, "~") }, nadia?.consumerId, 401],
    ["an id that climbs", {}, "../../etc/passwd", 404],
  ] as const)("refuses %s", async (_, variation, consumerId, status) => {
    expect(statusOf(await probe.getConsumer(consumerId ?? "", variation))).toBe(status);
  });

  it.each<Caller>(["no-certificate", "foreign-certificate", "old-tls"])("does not let in %s", async (caller) => {
    const { outcome } = await probe.getConsumer(nadia?.consumerId ?? "", { caller });
    expect(outcome).toHaveProperty("error");
  });

  it("sends an SMS in the person's language", async () => {
    const answer = responseOf(await probe.deliverOtp(nadia?.consumerId ?? "", otpRequest()));
    expect([answer.status, answer.body]).toEqual([204, ""]);
    const [sms] = smsCentre.inbox.list({ recipient: "+4917604069012" });
    expect(sms?.text).toMatch(/^004217 is your Meridale Bank code.* ending in 1234\./);
  });

  it("sends a mail, under TLS, with text and HTML", async () => {
    const byMail = otpRequest({ deliveryChannel: "EMAIL" });
    expect(statusOf(await probe.deliverOtp(omar?.consumerId ?? "", byMail))).toBe(204);
    const [mail] = mailServer.inbox.list({ recipient: omar?.email ?? "" });
    expect(mail).toMatchObject({
      secure: true,
      subject: "Karte zum Wallet hinzufügen",
      text: expect.stringMatching(/^004217 ist Ihr Code/),
      html: expect.stringContaining("<strong>004217</strong>"),
    });
  });

  it("sends nothing that has expired, cannot be read or cannot arrive, and says so", async () => {
    const expired = { value: "1", expirationDate: "13/10/2022 14:00:00", reason: "CARD-DIGITIZATION" };
    const before = smsCentre.inbox.cursor;
    const lift = smsCentre.bar("+46701740615");
    expect(statusOf(await probe.deliverOtp(nadia?.consumerId ?? "", otpRequest({ otp: expired })))).toBe(400);
    expect(statusOf(await probe.deliverOtp(nadia?.consumerId ?? "", otpRequest({ deliveryChannel: "FAX" })))).toBe(400);
    expect(statusOf(await probe.deliverOtp(nadia?.consumerId ?? "", "{"))).toBe(400);
    expect(statusOf(await probe.deliverOtp(omar?.consumerId ?? "", otpRequest()))).toBe(500);
    lift();
    expect(smsCentre.inbox.list({ after: before })).toEqual([]);
  });

  it("takes a notification twice, and one of a kind that it does not know", async () => {
    const notification = { operationId: "op-1", operation: "DIGITIZE", status: "SUCCESSFUL" };
    expect(statusOf(await probe.notifyCard("crd_1", notification))).toBe(204);
    expect(statusOf(await probe.notifyCard("crd_1", notification))).toBe(204);
    expect(statusOf(await probe.notifyDigitalCard("dgc_1", { ...notification, operation: "INVENTED" }))).toBe(204);
  });

  it("knows the people of its run file as that describes them, but for one whom it does not know", async () => {
    const env = { ISSUER_ID: "MERIDALE01", CLIENT_ID: "a", CLIENT_SECRET: "b", ISSUER_URL: "https://127.0.0.1:1" };
    const pem = { "d1.pem": identities.d1.cert, "d1.key": identities.d1.key, "ca.pem": identities.d1.ca };
    for (const [name, text] of Object.entries(pem)) await writeFile(path.join(folder, name), text);
    const { endUsers } = await loadRunFile(fileURLToPath(new URL("stepproof.yaml", import.meta.url)), {
      env: { ...env, PKI: folder, DELIVERY_MODE: "d1-managed", SMS_PORT: "1", SMTP_PORT: "2" },
    });
    const described = endUsers.map(({ consumerId, phone, email, cards }) => ({
      consumerId,
      phone,
      email,
      cards: cards.map(({ cardId, pan, expiry }) => ({ cardId, bin: pan.slice(0, 6), expiry })),
    }));
    expect(described.slice(0, -1)).toEqual(people.map(toDescription));
    expect(endUsers.at(-1)?.kind).toBe("unknown");
  });

  it("survives a body that is too large", async () => {
    const padding = "x".repeat(80_000);
    expect(statusOf(await probe.deliverOtp(nadia?.consumerId ?? "", otpRequest({ padding })))).toBe(413);
    expect(statusOf(await probe.getConsumer(nadia?.consumerId ?? ""))).toBe(200);
  });
});
