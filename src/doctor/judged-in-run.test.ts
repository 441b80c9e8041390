import { expect, it } from "vitest";
import type { Attribution } from "../errors.ts";
import { requirementsFor } from "./judged-in-run.ts";

const problem = (step: string, code: string, attribution: Attribution = "IMPLEMENTATION") =>
  requirementsFor({ step, code, attribution, outcome: "problem", subject: "b", actual: "a" });

it.each([
  ["token", "ANSWER_WRONG", "SE-03"],
  ["consumer", "ANSWER_NOT_JSON", "CD-01"],
  ["consumer", "HTTP_TIMEOUT", "CD-01"],
  ["consumer-shape", "ANSWER_WRONG", "CD-01 to CD-07"],
  ["no-client-certificate", "CLIENT_CERTIFICATE_NOT_DEMANDED", "SE-01"],
])("leaves a %s that is %s to the run, which names %s", (step, code, requirements) => {
  expect(problem(step, code)).toBe(requirements);
});

it.each([
  ["nothing listens", "backend-connection", "ECONNREFUSED", "ENVIRONMENT"],
  ["the certificate has expired", "backend-tls", "CERT_HAS_EXPIRED", "CONFIGURATION"],
  ["the client certificate is refused", "client-certificate", "CLIENT_CERTIFICATE_REFUSED", "CONFIGURATION"],
  ["the client secret is wrong", "token", "ANSWER_REFUSED", "CONFIGURATION"],
  ["a page stands where the token should", "token", "ANSWER_NOT_JSON", "CONFIGURATION"],
  ["the End User of the run file is unknown", "consumer", "ANSWER_REFUSED", "CONFIGURATION"],
  ["the clocks differ", "clock", "CLOCK_SKEW", "ENVIRONMENT"],
  ["a template is broken", "templates", "TEMPLATE_MISSING", "CONFIGURATION"],
] as const)("lets no run begin where %s", (_case, step, code, attribution) => {
  expect(problem(step, code, attribution)).toBeUndefined();
});
