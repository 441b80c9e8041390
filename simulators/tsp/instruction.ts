import type { Chance } from "../../src/chance.ts";
import type { DeliverActivationCodeRequest } from "../../src/contract/tsp-d1.ts";
import { StepproofError } from "../../src/errors.ts";
import type { HttpResponse } from "../../src/http.ts";
import { VALIDATION } from "./d1-client.ts";
import { toDelivery } from "./d1-requests.ts";
import { drawRequestId } from "./ids.ts";
import { carriesCode } from "./methods.ts";
import type { OtpVault } from "./otp-vault.ts";
import type { TspParts } from "./parts.ts";
import { type Token, type TokenStore, toCodeRequest } from "./tokens.ts";

export interface InstructionRooms {
  readonly chance: Chance;
  readonly parts: TspParts;
  readonly tokens: TokenStore;
  readonly vault: OtpVault;
}

/**
 * Has D1 deliver once more, past the flow's own rules: the last delivery request of the token (or a first one, by its
 * first method) under a new requestId, with members replaced. Returns D1's answer as it came.
 * Throws TSP_INSTRUCTION_IMPOSSIBLE, and the HTTP client's errors.
 */
export async function instructDelivery(
  rooms: InstructionRooms,
  tokenUniqueReference: string,
  overrides: Partial<DeliverActivationCodeRequest>,
): Promise<HttpResponse> {
  const token = rooms.tokens.find(tokenUniqueReference);
  if (token === undefined) throw impossible("the token is unknown");
  const ordinary = token.lastDelivery ?? firstDelivery(rooms, token, overrides);
  const instruction = { ...ordinary, requestId: drawRequestId(rooms.chance), ...overrides };
  rooms.tokens.keep({ ...token, lastDelivery: instruction });
  return rooms.parts.d1.post("deliverActivationCode", instruction);
}

/**
 * Asks D1 to judge what was typed, as an issuer that makes its own codes is asked. Returns D1's answer as it came.
 * Throws TSP_INSTRUCTION_IMPOSSIBLE, and the HTTP client's errors.
 */
export async function askToValidate(
  { chance, parts, tokens }: InstructionRooms,
  tokenUniqueReference: string,
  activationCode: string,
): Promise<HttpResponse> {
  const token = tokens.find(tokenUniqueReference);
  if (token === undefined) throw impossible("the token is unknown");
  const { correlationId } = token;
  return parts.d1.post(VALIDATION, {
    requestId: drawRequestId(chance),
    correlationId,
    tokenUniqueReference,
    activationCode,
  });
}

function firstDelivery(
  { chance, parts, vault }: InstructionRooms,
  token: Token,
  { activationMethod }: Partial<DeliverActivationCodeRequest>,
): DeliverActivationCodeRequest {
  const method = activationMethod ?? token.methods.find(carriesCode);
  if (method === undefined) throw impossible("D1 offered no method that carries a code");
  const code = vault.request(toCodeRequest(token));
  if ("refused" in code) throw impossible(`no code can be had, ${code.refused}`);
  const expirationDateTime = parts.formatExpiry(code.otp.expiresAt);
  return toDelivery(token, { requestId: drawRequestId(chance), method, otp: code.otp, expirationDateTime });
}

const impossible = (what: string): StepproofError =>
  new StepproofError("TSP_INSTRUCTION_IMPOSSIBLE", `TSP: a delivery cannot be instructed: ${what}`, {
    hint: "Add a card first, or give the method in the overrides.",
    attribution: "HARNESS",
  });
