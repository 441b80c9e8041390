import type { Fault } from "./fault.ts";
import { EMBEDDED } from "./schema.ts";
import { type Sketch, sketchOf } from "./sketch.ts";

/** Rules over several keys: each names the key to change. */
export function checkConsistency(tree: unknown): readonly Fault[] {
  const sketch = sketchOf(tree);
  return [...endUserFaults(sketch), ...repeatedConsumers(sketch), ...reachFaults(sketch), ...sinkFaults(sketch)];
}

type Contact = "phone" | "email";

const contactsOfKind: Readonly<Record<string, readonly Contact[]>> = {
  both: ["phone", "email"],
  "phone-only": ["phone"],
  "email-only": ["email"],
  none: [],
};

function endUserFaults({ endUsers }: Sketch): readonly Fault[] {
  return endUsers.flatMap((person, index) => {
    const wanted = contactsOfKind[person.kind ?? ""];
    if (wanted === undefined) return [];
    const path = ["endUsers", index];
    const contacts = (["phone", "email"] as const).flatMap((contact) => contactFault(person, contact, wanted, path));
    const cards = person.cards.length > 0 ? [] : [noCard(path)];
    return [...contacts, ...cards];
  });
}

function contactFault(
  person: Sketch["endUsers"][number],
  contact: Contact,
  wanted: readonly Contact[],
  path: readonly PropertyKey[],
): readonly Fault[] {
  const isThere = person[contact] !== undefined;
  if (isThere === wanted.includes(contact)) return [];
  const complaint = isThere
    ? `found one, expected none: this End User is of the kind ${person.kind}`
    : `found nothing, expected one: this End User is of the kind ${person.kind}`;
  return [{ path: [...path, contact], complaint }];
}

const noCard = (path: readonly PropertyKey[]): Fault => ({
  path: [...path, "cards"],
  complaint: "found none, expected at least one card: without it there is no step-up",
});

function repeatedConsumers({ endUsers }: Sketch): readonly Fault[] {
  const ids = endUsers.map(({ consumerId }) => consumerId);
  return ids.flatMap((id, index) => {
    if (id === undefined || ids.indexOf(id) === index) return [];
    const complaint = `found the consumerId of endUsers[${ids.indexOf(id)}], expected each End User once`;
    return [{ path: ["endUsers", index, "consumerId"], complaint }];
  });
}

function reachFaults({ backend, reach }: Sketch): readonly Fault[] {
  const reachable = reach.map((host) => host.toLowerCase());
  return (["url", "tokenUrl"] as const).flatMap((key) => {
    const host = hostOf(backend[key]);
    if (host === undefined || isLoopback(host) || reachable.includes(host)) return [];
    return [{ path: ["backend", key], complaint: `found the host ${host}, expected it to be listed under reach` }];
  });
}

/** The issuer's own systems send to these ports: they must be known before the run. */
function sinkFaults({ backend, delivery, sinks }: Sketch): readonly Fault[] {
  if (delivery.mode !== "issuer-managed" || backend.url === EMBEDDED || backend.url === undefined) return [];
  const complaint = (what: string) => `found nothing, expected ${what}: a real issuer that sends itself needs it`;
  const sms = sinks.smpp === undefined && sinks.sms === undefined;
  const mail = sinks.smtp === undefined && sinks.mailHog === undefined;
  return [
    ...(sms ? [{ path: ["sinks", "sms"], complaint: complaint("a port for smpp or sms") }] : []),
    ...(mail ? [{ path: ["sinks", "smtp"], complaint: complaint("a port for smtp, or a mailHog") }] : []),
  ];
}

const hostOf = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) ? new URL(url).hostname.toLowerCase() || undefined : undefined;

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);
