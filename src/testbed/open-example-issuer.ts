import { packageRoot } from "../package-root.ts";
import { loadTemplateSet } from "../templates/load-template-set.ts";
import type { IssuerSettings } from "./issuer-settings.ts";
import { type Issuer, openIssuer } from "./open-issuer.ts";
import type { TestBed } from "./start-test-bed.ts";

/** What differs from the example issuer, Meridale Bank. */
export interface ExampleIssuerOptions extends Partial<Omit<IssuerSettings, "templates">> {
  /** A folder with a folder of templates a language; default: those of the example. */
  readonly templates?: string;
}

/**
 * Opens the example issuer on a bed that is just starting; `label` sets its draws apart from any other's.
 * Closes the bed and throws what `loadTemplateSet` throws when the templates cannot be used.
 */
export async function openExampleIssuer(
  bed: TestBed,
  label: string,
  { templates = `${packageRoot}/examples/meridale-bank/templates`, ...settings }: ExampleIssuerOptions = {},
): Promise<Issuer> {
  try {
    return openIssuer(bed, bed.chance.fork(label), { ...settings, templates: await loadTemplateSet(templates) });
  } catch (error) {
    await bed.close();
    throw error;
  }
}
