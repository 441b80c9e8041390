import type { D1Parts } from "../simulators/d1/parts.ts";
import type { FailureReason } from "../src/evidence/ledger.ts";
import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

const feature = "resilience/outbox.feature";

/** A D1 that is wrong about what its carriers do not take at once. */
export const d1OutboxMutants: readonly Mutant[] = [
  wrongD1("never-retries", "RS-06", "D1 takes every refusal for final.", () => ({ failureFate: () => "refused" })),
  wrongD1("retries-for-good", "RS-06", "D1 tries again what was refused for good.", ({ failureFate }) => ({
    failureFate: (error, parcel) => (failureFate(error, parcel) === "unknown" ? "unknown" : "try-again"),
  })),
  wrongD1("retries-after-expiry", "LC-01", "D1 tries a message again that has run out.", ({ handOff, isExpired }) => {
    const tried = new Set<string>();
    return {
      handOff: (parcel, delivery) => {
        tried.add(delivery.request.requestId);
        return handOff(parcel, delivery);
      },
      isExpired: (delivery, now) => !tried.has(delivery.request.requestId) && isExpired(delivery, now),
    };
  }),
  wrongD1("sent-again-after-lost-answer", "RS-14", "D1 sends again what may have arrived.", ({ failureFate }) => ({
    failureFate: (error, parcel) => {
      const fate = failureFate(error, parcel);
      return fate === "unknown" ? "try-again" : fate;
    },
  })),
  wrongD1("dropped-silently", "RS-14", "D1 forgets what it could not deliver.", () => ({
    ledgerLine: (line) => (line.fate.outcome === "failed" ? undefined : line),
  })),
  wrongD1("failure-without-reason", "RS-14", "D1 says that a message failed, and not why.", () => ({
    ledgerLine: (line) =>
      line.fate.outcome === "failed"
        ? { ...line, fate: { outcome: "failed", reason: "failed" as FailureReason } }
        : line,
  })),
  wrongD1("success-claimed", "RS-14", "D1 books as delivered what it gave up.", () => ({
    ledgerLine: (line) => ({ ...line, fate: { outcome: "delivered" } }),
  })),
  wrongD1(
    "retries-by-other-channel",
    "CS-02",
    "D1 tries again by e-mail what the SMS centre refuses for now.",
    otherChannel,
  ),
  wrongD1("notifies-once", "RS-12", "D1 forgets a notification that did not arrive.", () => ({
    isWorthRepeating: () => false,
  })),
].map((mutant) => ({ ...mutant, feature }));

function otherChannel(good: D1Parts): Partial<D1Parts> {
  const tried = new Set<string>();
  return {
    handOff: (parcel, delivery) => {
      const consumer = delivery.digitization.offer?.consumer;
      const isFirst = !tried.has(delivery.request.requestId);
      tried.add(delivery.request.requestId);
      if (isFirst || !consumer) return good.handOff(parcel, delivery);
      const letter = {
        delivery,
        to: good.resolveContact(delivery, consumer, "email"),
        templates: good.selectTemplates(delivery.tenant, consumer.language),
        values: { otp: good.otpOf(delivery), panSuffix: good.panSuffixOf(delivery) },
        date: new Date(0),
      };
      return good.handOff({ to: "mail-server", mail: good.renderMail(letter) }, delivery);
    },
  };
}
