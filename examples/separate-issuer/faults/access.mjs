import { readClaims } from "../issuer/tokens.mjs";

/** Who gets in, and what they are told: TLS, tokens, bearers, errors. */
export const accessFaults = [
  {
    name: "no-client-certificate",
    mistake: "anybody may connect",
    caughtBy: "SE-01",
    change: ({ tls }) => ({ tls: { ...tls, requestCert: false } }),
  },
  {
    name: "any-client-certificate",
    mistake: "a certificate of any authority will do",
    caughtBy: "SE-01",
    change: ({ tls }) => ({ tls: { ...tls, rejectUnauthorized: false } }),
  },
  {
    name: "old-tls",
    mistake: "TLS 1.1 is spoken",
    caughtBy: "SE-01",
    // OpenSSL speaks it at its lowest security level only.
    change: ({ tls }) => ({ tls: { ...tls, minVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } }),
  },
  {
    name: "no-bearer-needed",
    mistake: "a call without a bearer is answered",
    caughtBy: "SE-02",
    change: (right) => ({ isGoodBearer: (token, context) => token === "" || right.isGoodBearer(token, context) }),
  },
  {
    name: "any-bearer",
    mistake: "whatever is sent as a bearer will do",
    caughtBy: "SE-02",
    change: () => ({ isGoodBearer: (token) => token !== "" }),
  },
  {
    name: "unsigned-bearer",
    mistake: "the bearer's signature is not looked at",
    caughtBy: "SE-02",
    change: () => ({ isGoodBearer: (token, context) => isWithoutSignatureGood(token, context) }),
  },
  {
    name: "bad-bearer-is-403",
    mistake: "a bad bearer gets 403 instead of 401",
    caughtBy: "SE-02",
    change: () => ({
      answer: (answer, { operation }) => (isBearerRefused(answer, operation) ? { status: 403 } : answer),
    }),
  },
  {
    name: "bad-bearer-is-500",
    mistake: "a bad bearer breaks the server",
    caughtBy: "SE-02",
    change: (right) => ({
      isGoodBearer(token, context) {
        if (right.isGoodBearer(token, context)) return true;
        throw new Error("the bearer could not be read");
      },
    }),
  },
  {
    name: "wrong-secret-accepted",
    mistake: "the client id alone is enough for a token",
    caughtBy: "SE-03",
    change: () => ({ isOurClient: (given, { id }) => given?.id === id }),
  },
  {
    name: "no-credentials-needed",
    mistake: "anybody gets a token",
    caughtBy: "SE-03",
    change: () => ({ isOurClient: () => true }),
  },
  {
    name: "any-grant",
    mistake: "every grant_type gets a token",
    caughtBy: "SE-03",
    change: () => ({ isKnownGrant: () => true }),
  },
  {
    name: "token-type-jwt",
    mistake: "the token_type is JWT",
    caughtBy: "SE-03",
    change: withToken(() => ({ token_type: "JWT" })),
  },
  {
    name: "token-type-missing",
    mistake: "there is no token_type",
    caughtBy: "SE-03",
    change: withToken(() => ({ token_type: undefined })),
  },
  {
    name: "expires-in-words",
    mistake: "expires_in is a sentence",
    caughtBy: "SE-03",
    change: withToken(() => ({ expires_in: "in 15 minutes" })),
  },
  {
    name: "expires-in-lies",
    mistake: "expires_in is 900, but the bearer is good for no time at all",
    caughtBy: "CD-01",
    alsoBreaks: ["CD-02", "CD-03", "CD-04", "CD-05", "CD-06", "CD-07"],
    change: ({ isGoodBearer }) => ({
      isGoodBearer: (token, context) => isGoodBearer(token, { ...context, now: context.now + 24 * 60 * 60 * 1000 }),
    }),
  },
  {
    name: "refusal-with-200",
    mistake: "a wrong secret gets 200 with an error in it",
    caughtBy: "SE-03",
    change: () => ({
      answer: (answer, { operation }) =>
        operation === "token" && answer.status === 401 ? { ...answer, status: 200 } : answer,
    }),
  },
  {
    name: "stack-trace",
    mistake: "errors come with their stack trace",
    caughtBy: "SE-09",
    alsoBreaks: ["CD-08", "CD-09", "SE-02"],
    change: () => ({
      answer: (answer) => (answer.status >= 400 ? { ...answer, body: { error: new Error("refused").stack } } : answer),
    }),
  },
  {
    name: "unknown-is-told-of-others",
    mistake: "the error for an unknown person tells somebody's contact",
    caughtBy: "SE-09",
    alsoBreaks: ["CD-08"],
    change: (right) => {
      let latest;
      return {
        consumerInfo(person, call) {
          latest = right.consumerInfo(person, call);
          return latest;
        },
        answer: (answer, { operation }) =>
          operation === "consumer" && answer.status === 404
            ? { ...answer, body: { error: "Unknown.", latest } }
            : answer,
      };
    },
  },
  {
    name: "contact-in-header",
    mistake: "a header of Deliver OTP tells where the message went",
    caughtBy: "SE-09",
    mode: "issuer-managed",
    change: (right) => {
      let latest = "nowhere";
      return {
        send(message, context) {
          latest = message.to;
          return right.send(message, context);
        },
        answer: (answer, { operation }) =>
          operation === "otp" ? { ...answer, headers: { "x-sent-to": latest } } : answer,
      };
    },
  },
  {
    name: "otp-echoed",
    mistake: "errors of Deliver OTP send the request back",
    caughtBy: "SE-09",
    mode: "issuer-managed",
    alsoBreaks: ["SE-02"],
    change: () => ({
      answer: (answer, { operation, text }) =>
        operation === "otp" && answer.status >= 400
          ? { ...answer, body: { error: `cannot deliver: ${text}` } }
          : answer,
    }),
  },
  {
    name: "request-in-receipt",
    mistake: "a receipt in a header of Deliver OTP is the request in base64",
    caughtBy: "SE-09",
    mode: "issuer-managed",
    change: () => ({
      answer: (answer, { operation, text }) =>
        operation === "otp" ? { ...answer, headers: { "x-receipt": Buffer.from(text).toString("base64") } } : answer,
    }),
  },
];

function withToken(change) {
  return ({ tokenAnswer }) => ({ tokenAnswer: (token) => ({ ...tokenAnswer(token), ...change() }) });
}

function isWithoutSignatureGood(token, { issuerId, now }) {
  if (token.split(".").length !== 3) return false;
  const claims = readClaims(token);
  return claims.issuerId === issuerId && now < claims.exp;
}

function isBearerRefused({ status }, operation) {
  return status === 401 && operation !== "token";
}
