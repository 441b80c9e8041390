import { startSmsCentre } from "../../simulators/sms-centre/start-sms-centre.ts";
import { ManualClock } from "../../src/clock.ts";
import type { CapturedSms } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import type { OutgoingSms } from "../../src/sending/sender.ts";
import { PduFraming } from "../../src/sending/smpp-framing.ts";
import { esmeStatus, type PduFields, parsePduHeader, toPduOctets } from "../../src/sending/smpp-pdu.ts";
import { createSmppSender } from "../../src/sending/smpp-sender.ts";
import { Conversation } from "./conversation.ts";
import { FUZZ_START, KEPT_MESSAGES } from "./fuzz-setting.ts";
import type { Burst, BurstOutcome, FuzzTarget, Recording } from "./fuzz-target.ts";
import { mutate, type Soil } from "./mutation.ts";
import { recordSession } from "./record-session.ts";

const HEADER_OCTETS = 16;
const MOST_OCTETS = 66_000;
/** After it nothing more is heard. */
const UNBIND = 6;
const account = { systemId: "meridale", password: "secret" };

/** The SMS centre's SMPP side. */
export async function openSmppTarget(): Promise<FuzzTarget> {
  const clock = new ManualClock(FUZZ_START);
  const inbox = new Inbox<CapturedSms>(clock, { maxMessages: KEPT_MESSAGES });
  const centre = await startSmsCentre({ clock, log: () => undefined, inbox });
  const { port } = centre.smpp;
  return {
    recordings: await recordAll(port),
    lanes: 16,
    mutate: changeBody,
    send: (burst, signal) => sendBurst(port, burst, signal),
    async probe() {
      // What waits for its parts is given up, or the centre would rightly take no more parts.
      clock.advance(600_000);
      const after = inbox.cursor;
      await sendAll(port, [goodSms]);
      await inbox.waitFor(
        { after, recipient: goodSms.to, matches: ({ text }) => text === goodSms.text },
        { timeoutMs: 1_000 },
      );
    },
    close: () => centre.close(),
  };
}

const goodSms: OutgoingSms = { to: "+447700900123", from: "Meridale", text: "123456 is your code for the card 7899" };

const messages: readonly OutgoingSms[] = [
  goodSms,
  { to: "+447700900124", from: "+447700900999", text: "Ваш код 004217. Никому его не сообщайте." },
  { to: "+12025550143", from: "60111", text: `Your code is 004217. ${"Do not share it with anybody. ".repeat(12)}` },
  { to: "+33639980001", from: "Meridale", text: `验证码 004217。${"请勿告诉他人。".repeat(12)}` },
];

async function recordAll(port: number): Promise<readonly Recording[]> {
  const sessions = [[goodSms], messages, [...messages].reverse()];
  const recordings: Recording[] = [];
  for (const session of sessions) {
    const octets = await recordSession(port, (proxied) => sendAll(proxied, session));
    const sent = [...new PduFraming(MOST_OCTETS).split(octets)].filter((pdu) => pdu.readUInt32BE(4) !== UNBIND);
    recordings.push({ door: 0, units: [...sent, ...smppUnits] });
  }
  return recordings;
}

async function sendAll(port: number, outgoing: readonly OutgoingSms[]): Promise<void> {
  const receipts = { onReceipt: () => undefined };
  const sender = createSmppSender({ host: "127.0.0.1", port, ...account, ...receipts, window: 1 });
  for (const sms of outgoing) await sender.send(sms);
  await sender.close();
}

const addressed = {
  source_addr_ton: 5,
  source_addr: "Meridale",
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: "447700900123",
};
const credentials = { system_id: account.systemId, password: account.password };
const firstOfTwo = { sar_msg_ref_num: 7, sar_total_segments: 2, sar_segment_seqnum: 1 };

/** What our sender does not send: another's way to say parts, other binds, what a centre need not have. */
const otherRequests: readonly (readonly [string, PduFields])[] = [
  ["submit_sm", { ...addressed, ...firstOfTwo, short_message: Buffer.from("part one") }],
  ["submit_sm", { ...addressed, message_payload: Buffer.from("a long text ".repeat(60)) }],
  ["submit_sm", { ...addressed, data_coding: 8, registered_delivery: 1, short_message: Buffer.from("0048", "hex") }],
  ["bind_receiver", credentials],
  ["bind_transmitter", credentials],
  ["query_sm", { message_id: "0000000001" }],
  ["deliver_sm_resp", { message_id: "" }],
  ["enquire_link", {}],
  ["unbind", {}],
];

export const smppUnits = otherRequests.map(([command, fields], at) =>
  toPduOctets({ command, status: 0, sequence: 100 + at, fields }),
);

/** Anything but the length, which is set right again. */
function changeBody(unit: Buffer, soil: Soil): Buffer {
  const changed = mutate(unit.subarray(4), soil);
  const octets = Buffer.alloc(Math.max(HEADER_OCTETS, changed.length + 4));
  changed.copy(octets, 4);
  octets.writeUInt32BE(octets.length);
  return octets;
}

const LAST_SEQUENCE = 0x7ffffffe;
const lastRequest = toPduOctets({ command: "enquire_link", status: 0, sequence: LAST_SEQUENCE, fields: {} });
const lastAnswer = Buffer.from("80000015000000007ffffffe", "hex");

async function sendBurst(port: number, { units }: Burst, signal: AbortSignal): Promise<BurstOutcome> {
  const conversation = new Conversation(port, signal);
  try {
    const kept = units.filter(({ framing }) => framing === "kept").map(({ octets }) => octets);
    conversation.write(Buffer.concat([...kept, lastRequest]));
    await conversation.until(() => conversation.received().includes(lastAnswer));
    for (const { octets, framing } of units) if (framing === "any") conversation.write(octets);
    conversation.end();
    await conversation.closed();
    return judge(conversation.received());
  } finally {
    conversation.destroy();
  }
}

function judge(received: Buffer): BurstOutcome {
  const answers = [...new PduFraming(MOST_OCTETS).split(received)].filter((frame) => parsePduHeader(frame).isResponse);
  const faults = answers.filter((frame) => frame.readUInt32BE(8) === esmeStatus("ESME_RSYSERR"));
  return { answers: answers.length, faults: faults.length };
}
