import { createHash } from "node:crypto";
import type { D1Parts } from "../simulators/d1/parts.ts";
import type { IssuerParts } from "../simulators/issuer-backend/parts.ts";
import type { TspParts } from "../simulators/tsp/parts.ts";
import { wrongIssuer } from "./issuer-backend-parts.ts";
import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

const hashed = (algorithm: string, text: string, encoding: "hex" | "base64url"): string =>
  createHash(algorithm).update(text).digest(encoding);

/** Systems that put a card, or something made from one, where everybody on the way can read it. */
export const privacyMutants: readonly Mutant[] = [
  wrongD1("correlation-is-card", "SE-05", "D1 takes the card number for the id of a use case.", () => ({
    xCorrelationId: ({ pan }) => `uc_${pan}`,
  })),
  wrongD1("correlation-hashes-card", "SE-05", "D1 makes the id of a use case from a hash of the card number.", () => ({
    xCorrelationId: ({ pan }) => hashed("sha256", pan, "base64url"),
  })),
  wrongD1("correlation-encodes-card", "SE-05", "D1 makes the id of a use case from the card's last digits.", () => ({
    xCorrelationId: ({ pan }) => Buffer.from(`card:${pan.slice(-8)}`).toString("base64url"),
  })),
  wrongD1("card-number-to-issuer", "SE-08", "D1 tells the issuer the card number with the code.", tellsCard),
  wrongD1(
    "card-number-in-notification",
    "SE-08",
    "D1 names its notifications by the card number, in hexadecimal.",
    ({ cardNotification }) => ({
      cardNotification: (digitization, outcome) => ({
        ...cardNotification(digitization, outcome),
        operationId: Buffer.from(digitization.card.pan).toString("hex"),
      }),
    }),
  ),
  wrongD1("wrong-jwe", "SE-08", "D1 encrypts the card for the issuer in another way than agreed.", encryptsCard),
  wrongTsp("card-number-as-suffix", "SE-08", "The TSP sends the whole card number in place of its suffix.", () => ({
    accountPanSuffix: (pan) => pan,
  })),
  wrongIssuer(
    "code-in-later-answers",
    "SE-09",
    "Every answer has a header with the code that was sent last.",
    tellsCode,
  ),
  wrongD1("answer-repeats-code", "SE-09", "D1's answers repeat the code that they were asked to deliver.", repeatsCode),
];

function wrongTsp(
  id: string,
  caughtBy: string,
  mistake: string,
  replaced: (good: TspParts) => Partial<TspParts>,
): Mutant {
  return { id: `tsp/${id}`, caughtBy, mistake, replace: { tsp: (good) => ({ ...good, ...replaced(good) }) } };
}

function tellsCard({ deliverOtpBody }: D1Parts): Partial<D1Parts> {
  return {
    deliverOtpBody: (delivery, channel, values) => {
      const body = deliverOtpBody(delivery, channel, values);
      const deviceName = `Phone with ${delivery.digitization.card.pan}`;
      return { ...body, deviceInformation: { ...body.deviceInformation, deviceName } };
    },
  };
}

function encryptsCard({ deliverOtpBody }: D1Parts): Partial<D1Parts> {
  const head = Buffer.from(JSON.stringify({ alg: "RSA1_5", enc: "A128CBC-HS256" })).toString("base64url");
  return {
    deliverOtpBody: (delivery, channel, values) =>
      Object.assign(deliverOtpBody(delivery, channel, values), { encryptedData: `${head}.a2V5.aXY.Y2FyZA.dGFn` }),
  };
}

function repeatsCode({ otpOf, answerOnce }: D1Parts): Partial<D1Parts> {
  let latest = "";
  return {
    otpOf: (delivery) => {
      latest = otpOf(delivery);
      return latest;
    },
    answerOnce: async (key, work) => {
      const answer = await answerOnce(key, work);
      return typeof answer === "object" && answer !== null && latest !== ""
        ? Object.assign(answer, { errorDescription: `The code ${latest} is under way.` })
        : answer;
    },
  };
}

function tellsCode({ composeOtp }: IssuerParts): Partial<IssuerParts> {
  let latest = "";
  return {
    composeOtp: (delivery, contact, now) => {
      latest = delivery.request.otp.value;
      return composeOtp(delivery, contact, now);
    },
    finish: (answer) => {
      if (latest !== "") answer.headers.set("x-last-delivery", Buffer.from(`code=${latest}`).toString("base64"));
      return answer;
    },
  };
}
