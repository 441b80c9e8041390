import { INJECTED_HEADER } from "../src/checks/consumer-refusals.ts";
import type { CallVariation } from "../src/testbed/issuer-probe.ts";

/** Calls that D1 may make tomorrow. */
export const unusualCalls: Readonly<Record<string, CallVariation>> = {
  "an unknown header": { headers: { "x-d1-release": "2031-1; feature=new" } },
  "an unknown parameter": { query: { view: "full", "filter[x]": "1" } },
  "a parameter without a value": { query: { trace: "" } },
  "the media type in capitals": { headers: { accept: "APPLICATION/JSON" } },
  "a charset asked for": { headers: { accept: "application/json;charset=utf-8" } },
  "any media type": { headers: { accept: "*/*" } },
  "no accept header": { headers: { accept: undefined } },
  "a language preferred": { headers: { "accept-language": "fr-FR, en;q=0.5" } },
};

/** `x-correlation-id` in both published alphabets, at their limits. Source: contract.md section 5. */
export const correlationIds: Readonly<Record<string, () => string | undefined>> = {
  "no correlation id": () => undefined,
  "a correlation id of one character": () => "7",
  "a correlation id of 64 characters": () => "aZ9-_".repeat(13).slice(0, 64),
  "a correlation id of the older alphabet": () => "Step up. 2026-07 no_1",
};

/** Ids that try what stands behind the path. None can be a consumer's: message-rules.md section 10. */
export const hostileIds: Readonly<Record<string, string>> = {
  "a way out of the folder": "../../../../etc/passwd",
  "a way to the operations beside it": "../consumers",
  "a condition that is always true": "' OR '1'='1",
  "a second statement": "1; DROP TABLE consumers--",
  "a header of its own": `x\r\n${INJECTED_HEADER}: injected`,
  "an expression": `{{7*7}}\${7*7}<%= 7*7 %>`,
  "a script": "<script>alert(1)</script>",
  "a wildcard": "*",
  "a NUL character": "csm_a\u0000b",
  "of another alphabet": "Nádia☃",
  "3,000 characters long": "a".repeat(3_000),
};
