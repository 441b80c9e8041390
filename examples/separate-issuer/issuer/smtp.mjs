import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { addressOf, toMime } from "./mime.mjs";

const TIMEOUT_MS = 5_000;
const LONGEST_REPLY = 8_192;

/** Hands one mail over: EHLO, STARTTLS, MAIL, RCPT, DATA. Throws at the first reply that is not as it should be. */
export async function sendMail({ host, port }, mail) {
  const plain = net.connect({ host, port }).setTimeout(TIMEOUT_MS, giveUp);
  let socket = plain;
  try {
    await reply(plain, 220);
    await command(plain, "EHLO issuer.meridale.example", 250);
    await command(plain, "STARTTLS", 220);
    socket = await secure(plain);
    await command(socket, "EHLO issuer.meridale.example", 250);
    await command(socket, `MAIL FROM:<${addressOf(mail.from)}>`, 250);
    for (const recipient of mail.recipients ?? [mail.to]) await command(socket, `RCPT TO:<${recipient}>`, 250);
    await command(socket, "DATA", 354);
    await command(socket, `${toMime(mail).replace(/^\./gm, "..")}\r\n.`, 250);
    await command(socket, "QUIT", 221);
  } finally {
    socket.destroy();
    plain.destroy();
  }
}

function giveUp() {
  this.destroy(new Error(`the mail server was silent for ${TIMEOUT_MS} ms`));
}

/** Encrypts without looking at the certificate, as mail servers do among themselves: any TLS beats none (RFC 7435). */
async function secure(plain) {
  const socket = tls.connect({ socket: plain, rejectUnauthorized: false }).setTimeout(TIMEOUT_MS, giveUp);
  await once(socket, "secureConnect");
  return socket;
}

function command(socket, line, expected) {
  const answered = reply(socket, expected);
  socket.write(`${line}\r\n`);
  return answered;
}

/** Waits for a whole reply; its last line has a blank after the code. The reply itself may quote an address: not told. */
function reply(socket, expected) {
  return new Promise((resolve, reject) => {
    let received = "";
    const settle = (outcome) => {
      socket.off("data", onData).off("error", reject).off("close", onClose);
      outcome();
    };
    const onData = (chunk) => {
      received += chunk;
      const code = /^(\d{3}) .*\r\n/m.exec(received)?.[1];
      if (received.length > LONGEST_REPLY) settle(() => reject(new Error("the mail server does not end its reply")));
      else if (code === String(expected)) settle(resolve);
      else if (code) settle(() => reject(new Error(`the mail server answered ${code}`)));
    };
    const onClose = () => reject(new Error("the mail server hung up"));
    socket.on("data", onData).once("error", reject).once("close", onClose);
  });
}
