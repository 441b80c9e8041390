import { z } from "zod";

/** The issuer's name for an End User; never a name, e-mail, phone or PAN. Source: contract.md (2)(10). */
export const consumerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "a consumerId has 1-64 characters of A-Z a-z 0-9 _ -");
/** The issuer's card reference; never the PAN nor derived from it. Source: contract.md (2)(10). */
export const cardId = z.string().regex(/^[A-Za-z0-9_-]{1,48}$/, "a cardId has 1-48 characters of A-Z a-z 0-9 _ -");
/** D1's name for a tokenized card. Source: contract.md (17). */
export const digitalCardId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "a digitalCardId has 1-64 characters of A-Z a-z 0-9 _ -");
/** Header `x-correlation-id`, v2 alphabet; ties the calls of one use case. Source: contract.md (2). */
export const xCorrelationId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "an x-correlation-id has 1-64 characters of A-Z a-z 0-9 _ -");
/** The last four digits of the PAN of the card being digitized. Source: contract.md (1)(2). */
export const panSuffix = z.string().regex(/^[0-9]{4}$/, "a panSuffix is the last four digits of the PAN");
