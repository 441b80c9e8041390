import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.ts";
import { toJsonSchema } from "./known-keys.ts";

// A build step: editors read the schema from the package and complete run files with it.
writeFileSync(join(packageRoot, "dist", "stepproof.schema.json"), `${JSON.stringify(toJsonSchema(), null, 2)}\n`);
