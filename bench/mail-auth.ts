import { startMailServer } from "../simulators/mail-server/start-mail-server.ts";
import { systemClock } from "../src/clock.ts";
import { unionSource } from "../src/dns/zone-source.ts";
import { silent } from "../src/log.ts";
import { openMailIdentity } from "../src/mail-auth/mail-identity.ts";
import { createAuthority } from "../src/pki.ts";
import { createSmtpSender } from "../src/sending/smtp-sender.ts";

// Mails a minute that are signed, handed over under TLS, verified and filed. Run it with `node --loader ts-node/esm bench/mail-auth.ts`.

const MAILS = Number(process.argv[2] ?? 1_000);
const LANES = 8;

const { signing, returnPath, helo, address, zone } = openMailIdentity("email.meridale.example");
const tls = await (await createAuthority("Bench")).issue({ commonName: "localhost" });
const reception = { source: unionSource([zone]), enforce: ["strict"], addressOf: () => address } as const;
const server = await startMailServer({ clock: systemClock, log: silent, tls, reception });
const sender = createSmtpSender({ ...server.smtp, ca: tls.ca, helo, maxConnections: LANES });

async function sendLane(lane: number): Promise<void> {
  for (let number = lane; number < MAILS; number += LANES) {
    await sender.send({
      ...{ from: "Meridale Bank <card@email.meridale.example>", to: `r${number}@veloria.example`, returnPath, signing },
      ...{ subject: "Your code", text: "123456 is your code", html: "<p>123456 is your code</p>", date: new Date() },
    });
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: LANES }, (_, lane) => sendLane(lane)));
const seconds = (performance.now() - began) / 1_000;
const passed = server.inbox.list().filter(({ authentication }) => authentication?.dmarc.result === "pass").length;
await sender.close();
await server.close();
process.stdout.write(
  `${passed} of ${MAILS} mails signed, sent, verified and filed in ${seconds.toFixed(1)} s: ${Math.round((MAILS / seconds) * 60)} a minute\n`,
);
