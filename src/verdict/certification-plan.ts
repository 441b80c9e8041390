import type { Requirement } from "./catalogue.ts";

/** What stands behind the roles of a run, as far as it decides what is judged. */
export interface Binding {
  readonly backend: "embedded" | "real";
  readonly deliveryMode: "d1-managed" | "issuer-managed";
  /** The profiles whose rules are a MUST for this issuer. */
  readonly profiles: readonly string[];
}

/**
 * The requirements that a run judges. With everything embedded all of them: they prove the simulators. With a real
 * issuer those on what is the issuer's own – backend, templates, zone – and on the messages that it leads to; rules on
 * our own D1 and TSP say nothing of it. Who sends the message itself is to blame for it. A profile's rules are left out
 * unless it is on, and then they are owed like any other MUST. Source: design.md section 5, message-rules.md section 11.
 */
export function planRequirements(
  catalogue: readonly Requirement[],
  { backend, deliveryMode, profiles }: Binding,
): readonly Requirement[] {
  const binding = catalogue.flatMap((requirement) => inProfiles(requirement, profiles));
  if (backend === "embedded") return binding;
  return binding.flatMap((requirement) => {
    if (isIssuersOwn(requirement)) return [requirement];
    if (!judgesTheMessage(requirement)) return [];
    return deliveryMode === "issuer-managed"
      ? [{ ...requirement, underTest: "issuer-backend" as const }]
      : [requirement];
  });
}

function inProfiles(requirement: Requirement, profiles: readonly string[]): readonly Requirement[] {
  if (requirement.profile === "base") return [requirement];
  return profiles.includes(requirement.profile) ? [{ ...requirement, keyword: "MUST", profile: "base" }] : [];
}

const isIssuersOwn = ({ underTest }: Requirement): boolean =>
  underTest === "issuer-backend" || underTest === "templates" || underTest === "dns-zone";

/** Families of rules on one captured message: content, masking, SMS and e-mail form, template and sender's domain. */
const messageFamilies = ["OC", "PM", "SM", "EM", "TP", "DZ"] as const;

/** Rules of other families on what arrives where, how often, with which code, and what must not be in it. */
const messageRules = ["CS-01", "CS-02", "CS-03", "CS-13", "LC-01", "LC-08", "SE-10", "RS-09"] as const;

const judgesTheMessage = ({ id }: Requirement): boolean =>
  messageFamilies.some((family) => id.startsWith(`${family}-`)) || messageRules.some((rule) => rule === id);
