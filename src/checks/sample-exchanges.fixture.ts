import type { Exchange } from "../evidence/journal.ts";
import type { HttpResponse } from "../http.ts";

/** Exchanges made by hand, for the tests of the checks: no server. */
export function sampleExchange(answer: Partial<HttpResponse> | { readonly json: unknown } = {}, id = "x1"): Exchange {
  const { json, ...given } = "json" in answer ? answer : { ...answer, json: undefined };
  const content = json === undefined ? {} : { headers: jsonHeaders, body: JSON.stringify(json) };
  const response = { status: 200, headers: {}, body: "", ...content, ...given };
  return { ...silentExchange("NONE", id), outcome: { response } };
}

/** A call that had no answer, for a reason. */
export function silentExchange(code: string, id = "x1", message = code): Exchange {
  return {
    id,
    leg: "d1-issuer",
    at: 0,
    durationMs: 5,
    request: { method: "GET", url: "https://127.0.0.1/banking/d1/v1/issuers/MERIDALE01/consumers/csm_1" },
    outcome: { error: { code, message } },
  };
}

const jsonHeaders = { "content-type": "application/json" } as const;
