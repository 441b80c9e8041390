import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ISupportCodeLibrary } from "@cucumber/cucumber/api";
import { packageRoot } from "../package-root.ts";
import type { Requirement } from "../verdict/catalogue.ts";

/** What ships with Stepproof, and where it lies. */
export interface Shipped {
  readonly version: string;
  /** Folder of the feature files. */
  readonly features: string;
  /** Reads the catalogue of requirements. Throws where it is not right. */
  readonly loadRequirements: () => Promise<readonly Requirement[]>;
  readonly steps: StepCode;
  /** Folder of what `init` writes. */
  readonly starter: string;
  /** Folder of the example issuer's templates, one folder a language. */
  readonly templates: string;
  /** File of the run file's JSON Schema; the build writes it. */
  readonly schema: string;
}

export interface StepCode {
  /** Glob patterns of the modules to import. */
  readonly importPaths: readonly string[];
  /** Module loaders to register first. */
  readonly loaders: readonly string[];
  /** What the first run of this process loaded: Node loads a module once, so every later run must be given it. */
  loaded?: ISupportCodeLibrary;
}

/** Compiled code reads `dist/steps`; a checkout under ts-node reads `steps` and lets Cucumber's workers load TypeScript. */
export function findShipped(): Shipped {
  const isCompiled = !import.meta.url.endsWith(".ts");
  const inPackage = (...names: string[]) => path.join(packageRoot, ...names);
  return {
    version: readVersion(inPackage("package.json")),
    features: inPackage("features"),
    starter: inPackage("examples", "init"),
    templates: inPackage("examples", "meridale-bank", "templates"),
    schema: inPackage("dist", "stepproof.schema.json"),
    // Loaded here: a command that needs no catalogue does not wait for what reads it.
    loadRequirements: async () =>
      (await import("../verdict/catalogue.ts")).loadCatalogue(inPackage("features", "requirements.yaml")),
    steps: isCompiled
      ? { importPaths: [inPackage("dist/steps/**/*.js")], loaders: [] }
      : { importPaths: [inPackage("steps/**/!(*.test).ts")], loaders: [tsNodeLoader()] },
  };
}

function readVersion(file: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
  return version;
}

/** As a URL: Cucumber would look the bare name up from the folder the run was started in. */
function tsNodeLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve("ts-node/esm")).href;
}
