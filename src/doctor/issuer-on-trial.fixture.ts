import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import https, { type ServerOptions } from "node:https";
import net, { type AddressInfo } from "node:net";
import { systemClock } from "../clock.ts";
import { d1IssuerPaths } from "../contract/d1-issuer.ts";
import { createEgress } from "../egress.ts";
import type { TlsIdentity } from "../http.ts";
import { type Authority, createAuthority } from "../pki.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { RealIssuer } from "./preflight.ts";
import { runDoctor } from "./run-doctor.ts";

/** A small issuer backend whose every answer can be made wrong, and the doctor that looks at it. */
export interface IssuerOnTrial {
  readonly url: string;
  close(): Promise<void>;
}

export interface Answers {
  readonly token: RequestListener;
  readonly consumer: RequestListener;
}

const authorities = Promise.all([createAuthority("Test authority"), createAuthority("Foreign authority")]);
export const trusted = async (): Promise<Authority> => (await authorities)[0];
export const foreign = async (): Promise<Authority> => (await authorities)[1];
const serverIdentity = authorities.then(([authority]) => authority.issue({ commonName: "issuer backend" }));
const d1Identity = authorities.then(([authority]) => authority.issue({ commonName: "d1" }));

export const json =
  (body: unknown, status = 200): RequestListener =>
  (_request, response) =>
    text(JSON.stringify(body), { status, type: "application/json" })(_request, response);

export const text =
  (body: string, { status = 200, type = "text/html", headers = {} } = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": type, ...headers }).end(body);
  };

export const goodToken = { access_token: "a.b.c", token_type: "Bearer", expires_in: "900" } as const;
const nadia = {
  language: "en-GB",
  firstName: "Nadia",
  mobilePhoneNumber: { countryCode: "+49", phoneNumber: "17604069012" },
};

const goodAnswers: Answers = {
  token: json(goodToken),
  consumer: (request, response) => {
    const isKnown = request.headers.authorization === "Bearer a.b.c";
    (isKnown ? json(nadia) : json({ error: "unauthorized" }, 401))(request, response);
  },
};

export interface Wrongs {
  readonly tls?: ServerOptions;
  readonly answers?: Partial<Answers>;
}

export async function startIssuer({ tls = {}, answers = {} }: Wrongs = {}): Promise<IssuerOnTrial> {
  const { token, consumer } = { ...goodAnswers, ...answers };
  const options = { ...(await serverIdentity), requestCert: true, rejectUnauthorized: true, ...tls };
  const server = https.createServer(options, (request, response) =>
    (request.url === d1IssuerPaths.token ? token : consumer)(request, response),
  );
  return { url: `https://127.0.0.1:${await listen(server)}`, close: () => close(server) };
}

/** Takes connections and says nothing. */
export async function startMute(): Promise<IssuerOnTrial> {
  const server = net.createServer(() => undefined);
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  const port = await listen(server);
  const end = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `https://127.0.0.1:${port}`, close: end };
}

async function listen(server: net.Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export interface Doctoring {
  readonly url: string;
  readonly identity?: Partial<TlsIdentity>;
  readonly budgetMs?: number;
  readonly tokenUrl?: string;
}

/** The diagnoses of the issuer alone, by step; a run file's client certificate is a good one unless told otherwise. */
export async function examine(doctoring: Doctoring): Promise<ReadonlyMap<string, Diagnosis>> {
  const { url, budgetMs = 1_500, identity = {}, tokenUrl = url + d1IssuerPaths.token } = doctoring;
  const access: RealIssuer["access"] = {
    issuerId: "MERIDALE01",
    backendUrl: url,
    tokenUrl,
    clientId: "MERIDALE01",
    clientSecret: "a secret of Meridale",
    identity: { ...(await d1Identity), ...identity },
  };
  const diagnoses = await runDoctor(
    {
      templates: { folder: "examples/meridale-bank/templates" },
      sinkPorts: [],
      issuer: { access, endUser: { consumerId: "csm_nadia" } },
    },
    { clock: systemClock, egress: createEgress(), budgetMs },
  );
  return new Map(diagnoses.map((diagnosis) => [diagnosis.step, diagnosis]));
}
