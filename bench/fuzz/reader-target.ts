import { parseSubmitSm } from "../../simulators/sms-centre/submitted-sms.ts";
import { encodeMessage } from "../../src/dns/wire-encoding.ts";
import { parseMessage } from "../../src/dns/wire-parsing.ts";
import { StepproofError } from "../../src/errors.ts";
import { htmlToText } from "../../src/messages/html-text.ts";
import { parseMail } from "../../src/messages/mail-parsing.ts";
import { findCodes, findPanSuffix, readCode } from "../../src/messages/reading.ts";
import { parsePdu } from "../../src/sending/smpp-pdu.ts";
import { dnsUnits } from "./dns-target.ts";
import type { Burst, BurstOutcome, FuzzTarget } from "./fuzz-target.ts";
import { mutate } from "./mutation.ts";
import { smppUnits } from "./smpp-target.ts";
import { smtpUnits } from "./smtp-target.ts";

/** Nothing that fits an input of ours may take a reader longer; ms. */
const SLOW_MS = 1_000;

interface Reader {
  readonly units: readonly Buffer[];
  readonly read: (octets: Buffer) => unknown;
}

const readers: readonly Reader[] = [
  { units: smppUnits, read: (octets) => parseSubmitSm(parsePdu(Buffer.concat([octets, Buffer.alloc(16)]))) },
  { units: dnsUnits, read: (octets) => encodeMessage(parseMessage(octets)) },
  { units: smtpUnits, read: (octets) => parseMail(octets) },
  {
    units: [
      "Your code is 004217 for the card ending in 7899. It is good for 10 minutes.",
      "G-123456. EUR 12,50 at +44 7700 900123, 04/07/2026 09:30 https://meridale.example/a?b=1 @meridale.example #123456",
      "<table><tr><td hidden>123456</td><td style='display:none'>7</td></tr></table><p>Code: <b>004 217</b> XXXX-7899",
      "رمزك هو ٠٠٤٢١٧ – 验证码：００４２１７ – код 004217",
    ].map((text) => Buffer.from(text)),
    read(octets) {
      const text = octets.toString("utf8");
      findCodes(text);
      findPanSuffix(text);
      readCode(htmlToText(text), { ownPanSuffix: "7899" });
    },
  },
];

/** The parsers and readers behind the servers, fed without a socket: for what goes wrong in them, and what takes long. */
export const openReaderTarget = async (): Promise<FuzzTarget> => ({
  recordings: readers.map(({ units }, door) => ({ door, units })),
  lanes: 1,
  mutate,
  send: readAll,
  probe: async () => undefined,
  close: async () => undefined,
});

/** Whoever refuses with an error of ours has answered too. */
async function readAll({ door, units }: Burst): Promise<BurstOutcome> {
  let faults = 0;
  for (const { octets } of units) {
    const began = performance.now();
    try {
      await readers[door]?.read(octets);
    } catch (error) {
      if (!(error instanceof StepproofError)) faults += 1;
    }
    const ms = performance.now() - began;
    if (ms > SLOW_MS) throw new Error(`an input of ${octets.length} octets took reader ${door} ${Math.round(ms)} ms`);
  }
  return { answers: units.length, faults };
}
