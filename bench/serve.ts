import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { startMailServer } from "../simulators/mail-server/start-mail-server.ts";
import { startSmsCentre } from "../simulators/sms-centre/start-sms-centre.ts";
import { systemClock } from "../src/clock.ts";
import { silent } from "../src/log.ts";
import { bedKeys } from "../src/testbed/bed-keys.ts";

// One server in a process of its own: prints its port.

const starts: Readonly<Record<string, () => Promise<number>>> = {
  ours: async () => {
    const tls = await (await bedKeys()).identityOf("mail server");
    return (await startMailServer({ clock: systemClock, log: silent, tls })).smtp.port;
  },
  bare: startBareSmtpServer,
  "sms-centre": async () => (await startSmsCentre({ clock: systemClock, log: silent })).smpp.port,
};

/** smtp-server as it comes, reading each mail and keeping none. */
async function startBareSmtpServer(): Promise<number> {
  const server = new SMTPServer({
    ...{ authOptional: true, disableReverseLookup: true, disabledCommands: ["STARTTLS"], logger: false },
    onData: (stream, _session, reply) => void stream.resume().once("end", () => reply(null)),
  });
  const listening = server.listen(0, "127.0.0.1");
  if (!listening.listening) await once(listening, "listening");
  return (listening.address() as AddressInfo).port;
}

const start = starts[process.argv[2] ?? ""];
if (!start) throw new Error(`serve: one of ${Object.keys(starts).join(", ")}`);
process.stdout.write(`${await start()}\n`);
