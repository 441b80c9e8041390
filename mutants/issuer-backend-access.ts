import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { IssuerParts } from "../simulators/issuer-backend/parts.ts";
import { cardNotification, deliverOtpRequest } from "../src/contract/d1-issuer.ts";
import { type Changed, wrongIssuer } from "./issuer-backend-parts.ts";
import type { Mutant } from "./mutant.ts";

/** Issuers that let the wrong people in, or keep D1 out. */
export const issuerAccessMutants: readonly Mutant[] = [
  wrongIssuer("no-client-certificate", "SE-01", "The issuer asks for no client certificate.", () => ({
    tlsTerms: { requestCert: false },
  })),
  wrongIssuer(
    "any-client-certificate",
    "SE-01",
    "The issuer asks for a client certificate and does not verify it.",
    () => ({
      tlsTerms: { rejectUnauthorized: false },
    }),
  ),
  wrongIssuer("old-tls", "SE-01", "The issuer speaks TLS 1.1.", () => ({
    tlsTerms: { minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" },
  })),
  wrongIssuer("any-bearer", "SE-02", "Any bearer will do.", () => ({ verifyBearer: ({ token }) => token !== "" })),
  wrongIssuer("no-bearer", "SE-02", "A call without a bearer is served.", ({ verifyBearer }) => ({
    verifyBearer: (bearer) => bearer.token === "" || verifyBearer(bearer),
  })),
  wrongIssuer("undying-bearer", "SE-02", "A bearer never expires.", ({ verifyBearer }) => ({
    verifyBearer: (bearer) => verifyBearer({ ...bearer, now: 0 }),
  })),
  wrongIssuer("early-bearer-death", "SE-02", "A bearer dies a minute before the time.", ({ verifyBearer }) => ({
    verifyBearer: (bearer) => verifyBearer({ ...bearer, now: bearer.now + 60_000 }),
  })),
  wrongIssuer("bearer-of-anybody", "SE-02", "A bearer opens every issuer.", ({ verifyBearer }) => ({
    verifyBearer: (bearer) => verifyBearer({ ...bearer, issuerId: claimed(bearer.token, "issuerId") }),
  })),
  wrongIssuer("unsigned-bearer", "SE-02", "A bearer that says it is not signed is believed.", ({ verifyBearer }) => ({
    verifyBearer: (bearer) => claimed(bearer.token, "alg") === "none" || verifyBearer(bearer),
  })),
  wrongIssuer("any-secret", "SE-03", "The token endpoint looks at the client and not at the secret.", () => ({
    verifyClient: (credentials, issuers) => issuers.find(({ clientId }) => clientId === credentials?.clientId),
  })),
  wrongIssuer("token-type-jwt", "SE-03", "token_type is JWT.", () => ({
    tokenAnswer: (granted) => ({ ...granted, token_type: "JWT" }),
  })),
  wrongIssuer("lifetime-in-words", "SE-03", "expires_in is written for people.", () => ({
    tokenAnswer: (granted) => ({ ...granted, expires_in: "15 minutes" }),
  })),
  wrongIssuer("token-elsewhere", "SE-03", "The token has another name.", () => ({
    tokenAnswer: ({ access_token: token, ...granted }) => ({ ...granted, token }),
  })),
  wrongIssuer(
    "forbidden-client",
    "SE-03",
    "A wrong client gets 403.",
    onToken((answer) => (answer.status === 401 ? new Response(null, { status: 403 }) : answer)),
  ),
];

/** Issuers that break when D1 does something new. */
export const issuerToleranceMutants: readonly Mutant[] = [
  wrongIssuer("strict-deliver-otp", "RS-01", "Deliver OTP with an unknown member is refused.", ({ shapes }) => ({
    shapes: { ...shapes, deliverOtp: deliverOtpRequest },
  })),
  wrongIssuer("known-reasons", "RS-01", "Deliver OTP for an unknown reason is refused.", ({ shapes }) => ({
    shapes: { ...shapes, deliverOtp: shapes.deliverOtp.refine(({ otp }) => otp.reason === "CARD-DIGITIZATION") },
  })),
  wrongIssuer("strict-notifications", "RS-01", "A notification with an unknown member is refused.", ({ shapes }) => ({
    shapes: { ...shapes, notification: cardNotification },
  })),
  wrongIssuer("known-operations", "RS-01", "A notification of an unknown operation is refused.", ({ shapes }) => ({
    shapes: { ...shapes, notification: shapes.notification.refine(({ operation }) => operation === "DIGITIZE") },
  })),
  wrongIssuer(
    "known-parameters",
    "RS-01",
    "An unknown parameter is refused.",
    refusing(({ url }) => /[?&](view|trace)=/.test(url)),
  ),
  wrongIssuer(
    "known-headers",
    "RS-01",
    "An unknown header is refused.",
    refusing(({ headers }) => headers.has("x-d1-release")),
  ),
  wrongIssuer(
    "no-charset",
    "RS-01",
    "A content type with a charset is refused.",
    refusing(({ headers }) => headers.get("content-type")?.includes("charset") ?? false),
  ),
  wrongIssuer(
    "correlation-needed",
    "RS-02",
    "A call without x-correlation-id is refused.",
    refusing(({ headers, method }) => method === "GET" && !headers.has("x-correlation-id")),
  ),
  wrongIssuer(
    "correlation-alphabet",
    "RS-02",
    "An x-correlation-id of the older alphabet is refused.",
    refusing(({ headers }) => / |\./.test(headers.get("x-correlation-id") ?? "")),
  ),
];

/** Issuers that deliver codes wrongly, or take notifications wrongly. */
export const issuerDeliveryMutants: readonly Mutant[] = [
  wrongIssuer(
    "delivery-with-body",
    "RS-10",
    "Deliver OTP is answered with 200 and a body.",
    onOtp((answer) => (answer.status === 204 ? Response.json({ sent: true }) : answer)),
  ),
  wrongIssuer(
    "undeliverable-accepted",
    "RS-10",
    "Deliver OTP is accepted for whoever has no such contact.",
    onOtp((answer) => (answer.status === 404 ? new Response(null, { status: 204 }) : answer)),
  ),
  wrongIssuer("other-contact", "RS-10", "Who has no phone gets the code by e-mail.", otherContact),
  wrongIssuer("sends-expired", "LC-01", "A code that has run out is sent.", () => ({
    readExpirationDate: () => Number.POSITIVE_INFINITY,
  })),
  wrongIssuer("sends-twice", "CS-13", "The code is sent twice to be sure.", ({ sendOtp }) => ({
    sendOtp: async (message, senders) => {
      await sendOtp(message, senders);
      await sendOtp(message, senders);
    },
  })),
  wrongIssuer("sends-repetition-once", "CS-13", "An End User who asks again gets nothing.", sendsRepetitionOnce),
  wrongIssuer("swallows-refusal", "RS-05", "A refused hand-over is answered with 204.", ({ sendOtp }) => ({
    sendOtp: (message, senders) => sendOtp(message, senders).catch(() => undefined),
  })),
  wrongIssuer("stack-trace", "SE-09", "Errors show where they come from.", () => ({
    errorText: ({ stack }) => stack ?? "",
  })),
  wrongIssuer("contact-in-error", "SE-09", "An error names whom the message was for.", ({ sendOtp }) => ({
    sendOtp: (message, senders) =>
      sendOtp(message, senders).catch(() => {
        const to = message.channel === "SMS" ? message.sms.to : message.mail.to;
        throw new HTTPException(502, { message: `Could not reach ${to}.` });
      }),
  })),
  wrongIssuer("code-in-header", "SE-09", "The answer to Deliver OTP repeats the code in a header.", codeInHeader),
  wrongIssuer("contact-in-header", "SE-09", "A header for debugging names the contact.", ({ consumerAnswer }) => {
    let latest = "";
    return {
      consumerAnswer: (consumer, request) => {
        latest = consumer.info.email ?? "";
        return consumerAnswer(consumer, request);
      },
      finish: (answer) => {
        if (latest !== "") answer.headers.set("x-debug", latest);
        return answer;
      },
    };
  }),
  wrongIssuer("repetition-refused", "RS-11", "A notification that is known is refused.", ({ isNewNotification }) => ({
    isNewNotification: (notification, earlier) => {
      if (!isNewNotification(notification, earlier)) throw new HTTPException(409, { message: "It is known." });
      return true;
    },
  })),
  wrongIssuer("notification-with-body", "RS-11", "A notification is answered with 200 and a body.", () => ({
    finish: (answer, { url }) => (url.endsWith("/notifications") ? Response.json({}) : answer),
  })),
];

function onToken(change: (answer: Response) => Response): Changed {
  return () => ({ finish: (answer, { url }) => (url.endsWith("/token") ? change(answer) : answer) });
}

function onOtp(change: (answer: Response) => Response): Changed {
  return () => ({ finish: (answer, { url }) => (url.endsWith("/otp") ? change(answer) : answer) });
}

function refusing(isRefused: (request: Request) => boolean): Changed {
  return () => ({ refuseCall: (request) => (isRefused(request) ? "The request is not as expected." : undefined) });
}

function otherContact({ resolveContact, composeOtp }: IssuerParts): Partial<IssuerParts> {
  const withChannel = (delivery: Parameters<typeof resolveContact>[0]) =>
    delivery.channel === "SMS" && resolveContact(delivery) === undefined
      ? ({ ...delivery, channel: "EMAIL" } as const)
      : delivery;
  return {
    resolveContact: (delivery) => resolveContact(withChannel(delivery)),
    composeOtp: (delivery, contact, now) => composeOtp(withChannel(delivery), contact, now),
  };
}

function sendsRepetitionOnce({ sendOtp }: IssuerParts): Partial<IssuerParts> {
  const sent = new Set<string>();
  return {
    sendOtp: async (message, senders) => {
      const text = message.channel === "SMS" ? message.sms.text : message.mail.text;
      if (sent.has(text)) return;
      sent.add(text);
      await sendOtp(message, senders);
    },
  };
}

function codeInHeader({ composeOtp }: IssuerParts): Partial<IssuerParts> {
  let latest = "";
  return {
    composeOtp: (delivery, contact, now) => {
      latest = delivery.request.otp.value;
      return composeOtp(delivery, contact, now);
    },
    finish: (answer, { url }) => {
      if (url.endsWith("/otp") && latest !== "") answer.headers.set("x-otp", latest);
      return answer;
    },
  };
}

const tokenClaims = z.object({ alg: z.string().optional(), issuerId: z.string().optional() });

/** What a token says of itself, in its header or its claims, believed without a look at the signature. */
function claimed(token: string, name: "alg" | "issuerId"): string {
  const part = token.split(".")[name === "alg" ? 0 : 1] ?? "";
  try {
    return tokenClaims.parse(JSON.parse(Buffer.from(part, "base64url").toString("utf8")))[name] ?? "";
  } catch {
    return "";
  }
}
