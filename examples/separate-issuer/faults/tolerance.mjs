import { readJson } from "../issuer/call.mjs";
import { Refusal } from "../issuer/refusal.mjs";

/** Refuses, or does twice, what an issuer must take as it comes. */
export const toleranceFaults = [
  {
    name: "needs-correlation-id",
    mistake: "refuses a call without x-correlation-id",
    caughtBy: "RS-02",
    change: refuse(({ operation, headers }) => operation !== "token" && headers["x-correlation-id"] === undefined),
  },
  {
    name: "refuses-unknown-headers",
    mistake: "refuses a header that is not in its list",
    caughtBy: "RS-01",
    change: refuse(({ headers }) => Object.keys(headers).some((name) => !knownHeaders.has(name))),
  },
  {
    name: "refuses-unknown-parameters",
    mistake: "refuses a query parameter that is not in its list",
    caughtBy: "RS-01",
    change: refuse(({ query }) => [...query.keys()].some((name) => name !== "cardId")),
  },
  {
    name: "refuses-unknown-members",
    mistake: "refuses a member that is not in its list",
    caughtBy: "RS-01",
    mode: "issuer-managed",
    change: refuse(({ operation, ...call }) => operation === "otp" && hasUnknownMember(readJson(call))),
  },
  {
    name: "refuses-unknown-reasons",
    mistake: "refuses an otp.reason that is not in its list",
    caughtBy: "RS-01",
    mode: "issuer-managed",
    change: refuse(({ operation, ...call }) => operation === "otp" && !knownReasons.has(readJson(call).otp?.reason)),
  },
  {
    name: "refuses-unknown-operations",
    mistake: "refuses a notification of an operation that is not in its list",
    caughtBy: "RS-01",
    change: () => ({
      checkNotification({ operation }) {
        if (!knownOperations.has(operation)) throw new Refusal(400, "The operation is not known.");
      },
    }),
  },
  {
    name: "duplicate-is-409",
    mistake: "a notification that comes again is a conflict",
    caughtBy: "RS-11",
    change: () => ({ repeatedNotification: () => ({ status: 409, body: { error: "Known already." } }) }),
  },
  {
    name: "notified-with-200",
    mistake: "notifications are answered with 200 and a body",
    caughtBy: "RS-11",
    change: () => ({
      answer: (answer, { operation }) =>
        /card$/i.test(operation) && answer.status === 204 ? { status: 200, body: { result: "OK" } } : answer,
    }),
  },
];

const knownHeaders = new Set(
  "host connection authorization x-correlation-id accept content-type content-length transfer-encoding user-agent".split(
    " ",
  ),
);
const knownReasons = new Set(["CARD-DIGITIZATION", "DEVICE-BINDING", "CARDHOLDER-VERIFICATION"]);
const knownOperations = new Set(["DIGITIZE", "RENEW", "CREATE", "SUSPEND", "RESUME", "DELETE"]);
const knownMembers = new Set(["otp", "deliveryChannel", "panSuffix", "digitalCardRequestor", "deviceInformation"]);

function refuse(isRefused) {
  return () => ({
    admit(call) {
      if (isRefused(call)) throw new Refusal(400, "The request is not as documented.");
    },
  });
}

function hasUnknownMember(body) {
  return Object.keys(body).some((name) => !knownMembers.has(name));
}
