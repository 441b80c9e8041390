import { tokenResponse } from "../contract/d1-issuer.ts";
import type { HttpClient } from "../http.ts";
import type { Deadline } from "./deadline.ts";
import { doubtful, fine, type Observation } from "./diagnosis.ts";
import { readJson, readShape, type StatusAdvice, wrong } from "./json-answer.ts";
import type { RealIssuer } from "./preflight.ts";

const DAY_S = 24 * 60 * 60;

const advice: StatusAdvice = {
  400: {
    hint: "Check scope in the run file; the backend must take a form with grant_type=client_credentials.",
    attribution: "CONFIGURATION",
  },
  401: {
    hint: "Check clientId and clientSecret in the run file; D1 sends them as Basic, in base64url.",
    attribution: "CONFIGURATION",
  },
  403: {
    hint: "Let the issuer backend grant tokens to this client and this certificate.",
    attribution: "CONFIGURATION",
  },
  404: { hint: "Correct tokenUrl in the run file.", attribution: "CONFIGURATION" },
  405: { hint: "Correct tokenUrl in the run file: what is there takes no POST.", attribution: "CONFIGURATION" },
};

/** The bearer token that D1 would get, and whether it can work with it. Source: contract.md section 6.1. */
export async function lookAtToken(
  issuer: RealIssuer["access"],
  request: HttpClient,
  deadline: Deadline,
): Promise<Observation<string>> {
  const response = await request({ ...tokenCall(issuer), timeoutMs: deadline.leftMs });
  const hint = "Answer as contract.md section 6.1 says: access_token, token_type Bearer, expires_in in whole seconds.";
  const { access_token: bearer, expires_in: given } = readShape(readJson(response, advice), tokenResponse, hint);
  if (!/^[\x21-\x7e]+$/.test(bearer)) throw wrong("access_token holds characters that no header may", hint);
  if (given === undefined) return doubtful(bearer, "granted without expires_in", unlimited);
  const seconds = Number(given);
  if (seconds === 0) throw wrong("the token is granted for 0 seconds", hint);
  return seconds > DAY_S
    ? doubtful(bearer, `granted for ${seconds} seconds, longer than a day`, tooLong)
    : fine(bearer, `granted for ${seconds} seconds`);
}

const unlimited = {
  hint: "Say expires_in: without it D1 has to ask for a token at every call.",
  attribution: "IMPLEMENTATION",
} as const;

const tooLong = {
  hint: "Check the unit: expires_in counts seconds, and minutes are usual.",
  attribution: "IMPLEMENTATION",
} as const;

function tokenCall({ tokenUrl, clientId, clientSecret, scope }: RealIssuer["access"]) {
  const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope !== undefined && { scope }) });
  return {
    method: "POST",
    url: tokenUrl,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64url")}`,
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    body: form.toString(),
  } as const;
}
