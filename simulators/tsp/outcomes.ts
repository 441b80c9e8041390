import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import { toActivationNotice } from "./d1-requests.ts";
import { drawRequestId } from "./ids.ts";
import type { Otp } from "./otp-rules.ts";
import type { TspParts } from "./parts.ts";
import type { Token } from "./tokens.ts";

// Notices go out beside the wallet's answer: the outcome stands whatever D1 replies, and D1's client logs what it replied.

interface NoticeRooms {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly parts: TspParts;
}

/** Tells D1 that the token is active: by a code, by customer service, or at once because D1 approved it. */
export function announceActive({ clock, chance, parts }: NoticeRooms, token: Token, otp?: Otp): void {
  const notice = toActivationNotice(token, {
    requestId: drawRequestId(chance),
    accountPanSuffix: parts.accountPanSuffix(token.card.accountNumber, token.rules.suffixLength),
    activatedAt: clock.now(),
    otp,
  });
  void parts.d1.notifyServiceActivated(notice);
}

/** Tells D1 that the digitization was cancelled or has failed (LC-11). */
export function announceAbandoned({ chance, parts }: NoticeRooms, token: Token): void {
  const { correlationId, tokenUniqueReference } = token;
  const requestId = drawRequestId(chance);
  void parts.d1.notifyTokenUpdated({ requestId, correlationId, tokenUniqueReference, status: "DEACTIVATED" });
}
