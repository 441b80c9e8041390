import type { RecordContent } from "./record.ts";
import { formsOf } from "./zone-forms.ts";
import { printValue } from "./zone-values.ts";

/** A record's content from its type and values, in the order of {@link formsOf}. */
export function toContent(type: string, values: readonly string[]): RecordContent {
  const [first = "", second = ""] = values;
  if (type === "A" || type === "AAAA") return { type, address: first };
  if (type === "CNAME" || type === "DNAME" || type === "NS" || type === "PTR") return { type, target: first };
  if (type === "MX") return { type, preference: Number(first), exchange: second };
  if (type === "TXT") return { type, strings: values };
  return type === "SOA" ? toSoa(values) : { type: "OTHER", name: type, words: printValues(type, values) };
}

/** The record's data as a zone file carries it: `10 mail.email.meridale.example.` */
export function printContent(content: RecordContent): string {
  if (content.type === "OTHER") return content.words.join(" ");
  return printValues(content.type, toValues(content)).join(" ");
}

/** The mnemonic of the record's type. */
export const typeOf = (content: RecordContent): string => (content.type === "OTHER" ? content.name : content.type);

function toSoa([primary = "", mailbox = "", ...times]: readonly string[]): RecordContent {
  const [serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0] = times.map(Number);
  return { type: "SOA", primary, mailbox, serial, refresh, retry, expire, minimum };
}

function toValues(content: Exclude<RecordContent, { type: "OTHER" }>): readonly string[] {
  if ("address" in content) return [content.address];
  if ("target" in content) return [content.target];
  if ("strings" in content) return content.strings;
  if ("exchange" in content) return [String(content.preference), content.exchange];
  const { primary, mailbox, serial, refresh, retry, expire, minimum } = content;
  return [primary, mailbox, ...[serial, refresh, retry, expire, minimum].map(String)];
}

function printValues(type: string, values: readonly string[]): readonly string[] {
  const forms = formsOf(type);
  const last = forms.at(-1) ?? "words";
  if (last === "hex") return [...values.slice(0, forms.length - 1), values.slice(forms.length - 1).join("")];
  return values.map((value, at) => printValue(forms[at] ?? last, value));
}
