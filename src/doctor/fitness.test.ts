import { expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import { packageRoot } from "../package-root.ts";
import type { RunFile } from "../run-file/run-file.ts";
import { runFileSchema } from "../run-file/schema.ts";
import { requireFitness, toLine } from "./fitness.ts";

function embedded(templates: string): RunFile {
  const { backend: _backend, ...settings } = runFileSchema.parse({
    issuer: { id: "MERIDALE01", name: "Meridale Bank" },
    backend: { url: "embedded" },
    endUsers: [{ kind: "none", consumerId: "csm_nadia" }],
    templates: { folder: templates },
    mail: { from: "card@email.meridale.example", domain: "email.meridale.example" },
  });
  return { ...settings, backend: { kind: "embedded" }, path: "/bank/stepproof.yaml", digest: "0" };
}

it("lets a run begin that nothing stands in the way of", async () => {
  const runFile = embedded(`${packageRoot}/examples/meridale-bank/templates`);
  expect(await requireFitness(runFile, systemClock)).toEqual([]);
});

it("stops a run with a line for each problem", async () => {
  await expect(requireFitness(embedded("/nowhere"), systemClock)).rejects.toMatchObject({
    code: "NOT_FIT_TO_RUN",
    attribution: "CONFIGURATION",
    lines: [expect.stringMatching(/^problem templates \/nowhere: .*; Name a folder .* \(CONFIGURATION\)$/)],
  });
});

it("says in one line what was seen, what to do and who must do it", () => {
  const seen = { step: "clock", outcome: "warn", subject: "b", actual: "20 s behind" } as const;
  expect(toLine({ ...seen, hint: "Synchronize.", attribution: "ENVIRONMENT" })).toBe(
    "warn clock b: 20 s behind; Synchronize. (ENVIRONMENT)",
  );
  expect(toLine(seen)).toBe("warn clock b: 20 s behind");
});
