import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../package-root.ts";
import { dnsDeeds, httpDeeds, smppDeeds, smtpDeeds } from "./fault-deeds.ts";

/** Every line and every cell of a table in the features: a fault stands in one or in the other. */
let sayings: readonly string[];

beforeAll(async () => {
  const folder = path.join(packageRoot, "features");
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith(".feature")).map((name) => path.join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  sayings = texts.flatMap((text) => text.split(/[\n|]/)).map((saying) => saying.trim());
});

describe.each(Object.entries({ HTTP: httpDeeds, SMPP: smppDeeds, SMTP: smtpDeeds, DNS: dnsDeeds }))(
  "every fault over %s that can be said",
  (_, deeds) => {
    it.each(deeds.map(({ example, pattern }) => [example, pattern] as const))(
      "is met by a scenario: %s",
      (_example, pattern) => {
        const isSaid = new RegExp(`(?:^|\\s)${pattern}(?=$|\\s)`);
        expect(sayings.some((saying) => isSaid.test(saying))).toBe(true);
      },
    );
  },
);
