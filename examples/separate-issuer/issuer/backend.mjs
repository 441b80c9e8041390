import { randomBytes } from "node:crypto";
import https from "node:https";
import { readCall } from "./call.mjs";
import { answerConsumerInformation } from "./consumers.mjs";
import { answerDeliverOtp } from "./deliver-otp.mjs";
import { loadTemplates } from "./messages.mjs";
import { answerNotification } from "./notifications.mjs";
import { Refusal } from "./refusal.mjs";
import { createSenders } from "./senders.mjs";
import { answerTokenRequest, requireBearer } from "./tokens.mjs";

/** The HTTPS server of this issuer, not listening yet. `log` is given one line a call. */
export function createBackend(settings, decisions, log) {
  const backend = {
    settings,
    decisions,
    now: Date.now,
    people: new Map(settings.people.map((person) => [person.consumerId, person])),
    notifications: new Map(),
    signingKey: randomBytes(32),
    templates: loadTemplates(new URL("../templates/", import.meta.url)),
    senders: createSenders(settings),
  };
  return https.createServer({ ...settings.tls, ...decisions.tls }, (request, response) =>
    handle(request, response, backend, log),
  );
}

const handlers = {
  token: answerTokenRequest,
  consumer: answerConsumerInformation,
  otp: answerDeliverOtp,
  card: answerNotification,
  digitalCard: answerNotification,
};

async function handle(request, response, backend, log) {
  const { decisions } = backend;
  let call = { operation: "unknown", headers: request.headers };
  let answer;
  try {
    call = await readCall(request);
    decisions.admit(call);
    if (call.operation !== "token") requireBearer(call, backend);
    answer = await handlers[call.operation](call, backend);
  } catch (error) {
    answer = error instanceof Refusal ? refused(error) : decisions.failed(error, call);
  }
  // The operation's name and not the URL; of an error what kind it is and not what it says.
  log(`${request.method} ${call.operation} ${answer.status} correlation=${correlationOf(request)}`);
  decisions.write(response, decisions.answer(answer, call), call);
}

/** 403 is the one error without a body. */
const refused = ({ status, message }) => (status === 403 ? { status } : { status, body: { error: message } });

function correlationOf({ headers }) {
  const given = headers["x-correlation-id"] ?? "";
  return /^[\w. -]{1,64}$/.test(given) ? given : "-";
}
