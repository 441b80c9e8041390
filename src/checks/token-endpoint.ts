import { tokenResponse } from "../contract/d1-issuer.ts";
import { tolerant } from "../contract/tolerance.ts";
import type { Exchange } from "../evidence/journal.ts";
import type { HttpResponse } from "../http.ts";
import { type Check, fail, warn } from "./finding.ts";
import { conclude, describeOutcome, judgeAnswer, parseJsonBody } from "./issuer-answer.ts";

/** How the credentials were written: only the documented spelling is a MUST, the others a courtesy. */
interface Asked {
  readonly spelling: "documented" | "other";
}

/** SE-03: good credentials get 200, an `access_token`, `token_type` Bearer, and a lifetime that makes sense, if any. Source: (3). */
export const checkTokenGranted: Check<Exchange, Asked> = (exchange, { spelling }) =>
  judgeAnswer("SE-03", exchange, (response) =>
    conclude(
      "SE-03",
      {
        expected: "200 with access_token, token_type Bearer, expires_in as digits or a number, if any",
        faults: response.status === 200 ? grantFaults(response) : [`status ${response.status}`],
        actual: describeOutcome(exchange),
        hint: 'Read Basic base64url("clientId:clientSecret") and a form; answer JSON with the members of RFC 6749 section 5.1.',
        evidence: [exchange.id],
      },
      spelling === "documented" ? fail : warn,
    ),
  );

/** SE-03: anything but this client's credentials and grant gets 400 or 401, and no token. Source: (3), 401 [A]. */
export const checkTokenRefused: Check<Exchange> = (exchange) =>
  judgeAnswer("SE-03", exchange, (response) =>
    conclude("SE-03", {
      expected: "400 or 401, no token",
      faults: [
        ...([400, 401].includes(response.status) ? [] : [`status ${response.status}`]),
        ...(/access_token/.test(response.body) ? ["an access_token in the answer"] : []),
      ],
      actual: describeOutcome(exchange),
      hint: "Compare client, secret and grant_type before a token is made: 401 for the client, 400 for the rest.",
      evidence: [exchange.id],
    }),
  );

/** The lifetime that a grant tells, s; `undefined` where it tells none that can be read. */
export function lifetimeOf({ outcome }: Exchange): number | undefined {
  if (!("response" in outcome)) return undefined;
  const granted = tolerant(tokenResponse).safeParse(parseJsonBody(outcome.response));
  return granted.data?.expires_in === undefined ? undefined : Number(granted.data.expires_in);
}

function grantFaults(response: HttpResponse): readonly string[] {
  const granted = tolerant(tokenResponse).safeParse(parseJsonBody(response));
  if (!granted.success) {
    return [...new Set(granted.error.issues.map(({ path }) => `${path.join(".") || "the body"} missing or malformed`))];
  }
  return Number(granted.data.expires_in ?? 1) > 0 ? [] : ["expires_in is 0: the token is dead at birth"];
}
