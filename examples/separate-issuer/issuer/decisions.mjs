import { consumerInfo } from "./consumers.mjs";
import { contactOf, readOtpRequest } from "./deliver-otp.mjs";
import { compose } from "./messages.mjs";
import { send } from "./senders.mjs";
import { isGoodBearer, isOurClient, tokenAnswer } from "./tokens.mjs";

/** What this issuer decides, all in one place and all as it should be; `faults.mjs` gets one of them wrong at a time. */
export const decisions = {
  /** Options of the TLS server: D1 must show a certificate that our authority vouches for. */
  tls: { minVersion: "TLSv1.2", requestCert: true, rejectUnauthorized: true },
  /** Called before anything else; throws to refuse a call. D1 may add what it likes, so nothing is refused. */
  admit: (_call) => {},

  isOurClient,
  isKnownGrant: (grant) => grant === "client_credentials",
  tokenAnswer,
  isGoodBearer,

  personOf: (consumerId, people) => people.get(consumerId),
  isForbidden: ({ state }) => state === "blocked",
  consumerInfo,

  readOtpRequest,
  isKnownChannel: (channel) => channel === "SMS" || channel === "EMAIL",
  hasExpired: (expiresAt, now) => expiresAt <= now,
  channelFor: ({ channel }) => channel,
  contactOf,
  compose,
  send,
  delivered: () => ({ status: 204 }),

  checkNotification: (_notification) => {},
  repeatedNotification: () => ({ status: 204 }),

  /** The answer to an error that is not a refusal of ours: it says nothing of what went wrong. */
  failed: (_error, _call) => ({ status: 500, body: { error: "The operation failed." } }),
  /** The last look at an answer before it goes out. */
  answer: (answer, _call) => answer,
  /** Puts an answer on the wire. */
  write: writeAnswer,
};

function writeAnswer(response, { status, body, headers = {}, encoding = "utf8" }) {
  const text = typeof body === "object" ? JSON.stringify(body) : body;
  response.writeHead(status, { ...(body && { "content-type": "application/json" }), ...headers });
  response.end(text, encoding);
}
