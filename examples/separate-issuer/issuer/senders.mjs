import { sendMail } from "./smtp.mjs";

const TIMEOUT_MS = 5_000;

/** Hands a message over by its own channel, and by no other. Throws if it is not taken. */
export const send = (message, { senders }) =>
  message.channel === "SMS" ? senders.sms(message) : senders.mail(message);

export const createSenders = ({ sms, mail }) => ({
  sms: (message) => submitSms(sms, message),
  mail: (message) => sendMail(mail, { from: mail.from, ...message }),
});

/** The SMS centre chooses the encoding and cuts the parts. */
async function submitSms({ url, from: name, numberFrom }, { to, text }) {
  // North American networks take no name as the sender.
  const from = to.startsWith("+1") ? numberFrom : name;
  const answer = await fetch(new URL("/sms", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to, from, text }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`the SMS centre answered ${answer.status}`);
}
