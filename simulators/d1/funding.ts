import { tolerant } from "../../src/contract/tolerance.ts";
import {
  type EncryptedPayload,
  type FundingAccount,
  type FundingAccountInfo,
  fundingAccount,
} from "../../src/contract/tsp-d1.ts";
import { parseMembers, refusal } from "./refusals.ts";

/** Opens the TSP's hex envelope with D1's private key. */
export type OpenEnvelope = (payload: EncryptedPayload) => FundingAccount;

/** The card of a request, from the envelope or in clear. Throws MISSING_REQUIRED_FIELD, INVALID_FIELD_VALUE, CRYPTOGRAPHY_ERROR. */
export function readFundingAccount(
  { clearPayload, encryptedPayload }: FundingAccountInfo,
  openEnvelope: OpenEnvelope | undefined,
): FundingAccount {
  if (clearPayload && encryptedPayload) {
    throw refusal("INVALID_FIELD_VALUE", "fundingAccountInfo holds one payload, encrypted or clear");
  }
  if (clearPayload) return clearPayload;
  if (!encryptedPayload) throw refusal("MISSING_REQUIRED_FIELD", "fundingAccountInfo.encryptedPayload is missing");
  if (!openEnvelope) throw refusal("CRYPTOGRAPHY_ERROR", "D1 holds no key for an encryptedPayload");
  return parseMembers(tolerant(fundingAccount), opened(encryptedPayload, openEnvelope));
}

/** Whatever goes wrong inside an envelope is one error outside: details would help whoever probes it. */
function opened(payload: EncryptedPayload, openEnvelope: OpenEnvelope): FundingAccount {
  try {
    return openEnvelope(payload);
  } catch (cause) {
    throw refusal("CRYPTOGRAPHY_ERROR", "the encryptedPayload cannot be opened", cause);
  }
}
