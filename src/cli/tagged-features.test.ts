import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FeatureIndex, indexFeatures } from "./tagged-features.ts";

let folder: string;
let featuresWith: FeatureIndex;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "features-"));
  await mkdir(path.join(folder, "otp"));
  await writeFile(path.join(folder, "otp", "codes.feature"), "Feature: codes\n\n  @OC-01 @sms\n  Scenario: a\n");
  await writeFile(path.join(folder, "cards.feature"), "@PM-01\nFeature: cards\n\n  @OC-010\n  Scenario: b\n");
  await writeFile(path.join(folder, "requirements.yaml"), "@PM-01");
  featuresWith = await indexFeatures(folder);
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  ["@OC-01", ["otp/codes.feature"]],
  ["@sms", ["otp/codes.feature"]],
  ["@PM-01", ["cards.feature"]],
  ["@OC-0", []],
])("finds the features with the tag %s, in any folder, and no longer tag", (tag, names) => {
  expect(featuresWith(tag)).toEqual(names.map((name) => path.join(folder, name)));
});
