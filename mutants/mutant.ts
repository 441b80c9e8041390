import type { Replacements } from "../src/testbed/ground.ts";
import type { TemplateMutant } from "./template.ts";
import type { ZoneMutant } from "./zone.ts";

/** A deliberately wrong system: the good one with a part replaced, and the requirement that must catch it. */
export interface Mutant {
  /** `<system>/<mistake>`, e.g. "d1/wrong-code". */
  readonly id: string;
  /** The mistake, in one sentence. */
  readonly mistake: string;
  /** The requirement whose finding must be red for the stated reason. */
  readonly caughtBy: string;
  readonly replace: Replacements;
  /** What the issuer's templates are turned into, where it is them that are wrong. */
  readonly templates?: TemplateMutant["edit"];
  /** What the zone of the issuer's mail domain is turned into, where it is that which is wrong. */
  readonly zone?: ZoneMutant["edit"];
  /** The domain of the envelope's sender, where it is another than the one that was agreed. */
  readonly mailFrom?: string;
  /** The only feature that can tell, below `features/`; default: all of them. */
  readonly feature?: string;
  /** The name of the only scenario that is to tell, where all of them take long. */
  readonly scenario?: string;
  /** Whether it takes a browser to tell. */
  readonly browser?: true;
}

/** Wrong templates as a wrong system: all else is right. */
export const fromTemplates = ({ edit, ...mutant }: TemplateMutant): Mutant => ({
  ...mutant,
  replace: {},
  templates: edit,
  feature: "message-templates/templates.feature",
});

/** A wrong zone as a wrong system: all else is right. */
export const fromZone = ({ edit, ...mutant }: ZoneMutant): Mutant => ({
  ...mutant,
  replace: {},
  zone: edit,
  feature: "dns-zone/zone.feature",
});
