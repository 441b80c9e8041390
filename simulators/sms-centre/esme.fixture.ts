import { once } from "node:events";
import net from "node:net";
import smpp from "smpp";
import { afterEach, expect } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import { silent } from "../../src/log.ts";
import { type SmsCentre, type SmsCentreOptions, startSmsCentre } from "./start-sms-centre.ts";

/** A public SMPP client, seen through one promise a request. */
export interface Esme {
  readonly session: smpp.Session;
  call(command: string, fields?: smpp.Fields): Promise<smpp.PDU>;
}

/** What a test opened is closed after it, the last first. */
export const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

export async function start(options: Partial<SmsCentreOptions> = {}): Promise<SmsCentre> {
  const centre = await startSmsCentre({ clock: new ManualClock(Date.UTC(2026, 6, 4, 9, 30)), log: silent, ...options });
  opened.push(() => centre.close());
  return centre;
}

export async function connect({ smpp: where }: SmsCentre): Promise<Esme> {
  const session = smpp.connect(where);
  session.on("error", () => session.destroy());
  opened.push(() => session.destroy());
  await once(session, "connect");
  return {
    session,
    call: (command, fields) => new Promise((resolve) => session.send(new smpp.PDU(command, fields), resolve)),
  };
}

export async function bind(centre: SmsCentre, as = "transceiver"): Promise<Esme> {
  const esme = await connect(centre);
  const response = await esme.call(`bind_${as}`, account);
  expect(response.command_status).toBe(0);
  return esme;
}

export async function openSocket({ smpp: where }: SmsCentre): Promise<net.Socket> {
  const socket = net.connect(where);
  opened.push(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

export const account = { system_id: "meridale", password: "secret" };
export const message = {
  source_addr_ton: 5,
  source_addr: "Meridale",
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: "447700900123",
  data_coding: 0,
};
export const withText = (text: string) => ({ ...message, short_message: Buffer.from(text, "latin1") });
export const hex = (octets: string) => Buffer.from(octets.replaceAll(" ", ""), "hex");
export const part = (header: string, text: string) => Buffer.concat([hex(header), Buffer.from(text, "latin1")]);
export const enquireLink = new smpp.PDU("enquire_link", { sequence_number: 9 }).toBuffer();
export const { errors } = smpp;
