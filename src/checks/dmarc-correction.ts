import { textOf, textRecordsOf, toTextRecord } from "../dns/dns-texts.ts";
import { isDmarc, isNearlyDmarc, toPolicy } from "../mail-auth/dmarc-record.ts";
import { parseTags, printTags, type Tag, tagValue } from "../mail-auth/tag-list.ts";
import type { Correction } from "./finding.ts";
import type { MailDomainFacts } from "./mail-domain-facts.ts";
import { toCorrection } from "./zone-complaint.ts";

/** Tags that receivers know. RFC 9989 section 4.7. */
export const knownTags: readonly string[] = ["v", "p", "sp", "np", "t", "psd", "adkim", "aspf", "rua", "ruf", "fo"];
/** Tags that RFC 7489 had and RFC 9989 has not. */
export const removedTags: readonly string[] = ["pct", "rf", "ri"];

/** The domain's one DMARC record as it should be: what the sender handed over, else what can be kept, with a policy. */
export function correctDmarc({ dmarc, plan }: MailDomainFacts, extra: readonly Tag[] = []): Correction {
  const applied = dmarc.applied ?? dmarc.walk[0];
  const name = applied?.name ?? `_dmarc.${plan.domain}`;
  const wrong = applied ? textRecordsOf(applied.answer).filter((record) => isMeant(textOf(record))) : [];
  const handedOver = plan.requiredRecords.find((record) => record.owner === name && isDmarc(textOf(record)));
  const [first] = wrong;
  const record = toTextRecord(name, printTags(mend(first ? parseTags(textOf(first)) : [], extra)), first?.ttl);
  return toCorrection(wrong, [extra.length === 0 ? (handedOver ?? record) : record]);
}

const isMeant = (text: string): boolean => isDmarc(text) || isNearlyDmarc(text);

function mend(tags: readonly Tag[], extra: readonly Tag[]): readonly Tag[] {
  const policy = toPolicy(tagValue(tags, "p")?.toLowerCase());
  const kept = tags.filter(
    ({ name, value }) => keptTags.includes(name.toLowerCase()) && isValid(name.toLowerCase(), value),
  );
  const first: readonly Tag[] = [
    { name: "v", value: "DMARC1" },
    { name: "p", value: policy === undefined || policy === "none" ? "quarantine" : policy },
  ];
  const changed = extra.map(({ name }) => name);
  return [...first, ...kept.filter(({ name }) => !changed.includes(name)), ...extra];
}

const keptTags: readonly string[] = ["adkim", "aspf", "rua", "ruf", "fo", "psd"];

/** Whether a known tag has a value that RFC 9989 section 4.7 gives it. */
export function isValid(name: string, value: string): boolean {
  const word = value.toLowerCase();
  if (name === "adkim" || name === "aspf") return word === "r" || word === "s";
  if (name === "rua" || name === "ruf")
    return value
      .split(",")
      .every(
        (uri) =>
          /^[a-z][a-z0-9+.-]*:\S+$/i.test(uri.trim()) && /^(?!mailto:)|^mailto:[^@\s]+@[^@\s]+$/i.test(uri.trim()),
      );
  if (name === "p" || name === "sp" || name === "np") return toPolicy(word) !== undefined;
  if (name === "t") return word === "y" || word === "n";
  if (name === "psd") return ["y", "n", "u"].includes(word);
  if (name === "fo") return /^[01ds](\s*:\s*[01ds])*$/.test(word);
  return true;
}
