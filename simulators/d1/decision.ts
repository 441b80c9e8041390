import type { EpochMs } from "../../src/clock.ts";
import type {
  AuthorizeServiceRequest,
  AuthorizeServiceResponse,
  Decision,
  FundingAccount,
} from "../../src/contract/tsp-d1.ts";
import type { CardState, D1Tenant, RegisteredCard } from "./tenants.ts";

/** What comparing the TSP's card with the registered one gave; `declineReasonCode` means RED. */
export type CardVerification = Pick<AuthorizeServiceResponse, "declineReasonCode" | "cvcResponse">;

const declinedStates: Readonly<Record<Exclude<CardState, "active">, string>> = {
  lost: "LOST",
  stolen: "STOLEN",
  restricted: "RESTRICTED",
  closed: "CLOSED_ACCOUNT",
};

/** Unknown PAN, wrong or past expiry, wrong CVC, a card that is no longer good: declined. The mapping of reasons is ours. [A] */
export function verifyCard(account: FundingAccount, card: RegisteredCard | undefined, now: EpochMs): CardVerification {
  if (!card) return { declineReasonCode: "INVAL_CARD" };
  if (!sameExpiry(account, card)) return { declineReasonCode: "INVAL_CARD" };
  const cvcResponse = compareSecurityCode(account, card);
  if (cvcResponse === "INVALID") return { declineReasonCode: "SEC_VIOLATION", cvcResponse };
  if (now >= endOfValidity(card)) return { declineReasonCode: "EXPIRED", cvcResponse };
  if (card.state && card.state !== "active") return { declineReasonCode: declinedStates[card.state], cvcResponse };
  return { cvcResponse };
}

/** GREEN when the wallet's own scores are strong enough for this issuer, else YELLOW. Source: contract.md section 8, mapping [A]. */
export function decide({ walletProviderDecisioningInfo: wallet }: AuthorizeServiceRequest, tenant: D1Tenant): Decision {
  const threshold = tenant.approveFromScore;
  const strong =
    threshold !== undefined &&
    [wallet?.deviceScore, wallet?.accountScore].every((score) => Number(score ?? Number.NaN) >= threshold);
  return strong && (wallet?.recommendedDecision ?? "APPROVED") === "APPROVED"
    ? "APPROVED"
    : "REQUIRE_ADDITIONAL_AUTHENTICATION";
}

const sameExpiry = (account: FundingAccount, card: RegisteredCard): boolean =>
  account.expiryMonth === card.expiryMonth && account.expiryYear === card.expiryYear;

function compareSecurityCode(
  { securityCode }: FundingAccount,
  card: RegisteredCard,
): "MATCH" | "INVALID" | "NOT_PROCESSED" {
  if (securityCode === undefined) return "NOT_PROCESSED";
  return securityCode === card.securityCode ? "MATCH" : "INVALID";
}

/** A card is good to the end of its month, UTC. Month 12 rolls over into the next year. */
const endOfValidity = ({ expiryMonth, expiryYear }: RegisteredCard): EpochMs =>
  Date.UTC(2000 + Number(expiryYear), Number(expiryMonth));
