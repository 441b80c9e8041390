import { once } from "node:events";
import smpp from "smpp";
import type { Readings } from "./readings.ts";
import { withServer } from "./server-process.ts";
import { perSecond, repeatFor } from "./window.ts";

const WINDOW_MS = 1_500;
const SUBMITS_UNDER_WAY = 100;

/** submit_sm a second that the SMS centre reads, files and answers, in a process of its own. */
export function measureSmsCentre(): Promise<Readings> {
  return withServer("sms-centre", async (port) => {
    const session = smpp.connect({ host: "127.0.0.1", port });
    await once(session, "connect");
    const call = (command: string, fields: smpp.Fields) =>
      new Promise<smpp.PDU>((resolve) => void session.send(new smpp.PDU(command, fields), resolve));
    await call("bind_transceiver", { system_id: "bench", password: "bench" });
    const submit = (lane: number) => call("submit_sm", toFields(lane));
    await repeatFor(WINDOW_MS, SUBMITS_UNDER_WAY, submit);
    const submits = perSecond(await repeatFor(WINDOW_MS, SUBMITS_UNDER_WAY, submit));
    session.destroy();
    return { submits };
  });
}

const text = Buffer.from(
  "123456 is your code to add your card ending 0001 to Veloria Wallet. It is good for 10 minutes.",
);

const toFields = (lane: number): smpp.Fields => ({
  ...{ source_addr_ton: 5, source_addr: "Meridale", dest_addr_ton: 1, dest_addr_npi: 1 },
  destination_addr: `120255501${String(lane).padStart(2, "0")}`,
  ...{ data_coding: 0, short_message: text },
});
