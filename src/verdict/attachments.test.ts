import { expect, it } from "vitest";
import { findingMediaType, findingsMediaType } from "../checks/finding.ts";
import { parseFindings } from "./attachments.ts";
import type { CucumberAttachment } from "./envelope.ts";

const good = { requirement: "OC-01", result: "PASS", expected: "", actual: "", evidence: [] };

const parse = (body: string, mediaType = findingsMediaType) =>
  parseFindings({ body, mediaType, contentEncoding: "IDENTITY" } as CucumberAttachment);

it("reads all findings of an attachment, and one by itself", () => {
  expect(parse(JSON.stringify([good, { ...good, result: "FAIL" }]))).toMatchObject([good, { result: "FAIL" }]);
  expect(parse(JSON.stringify(good), findingMediaType)).toEqual([good]);
});

it("counts each that cannot be read, and an attachment that is no array as one", () => {
  expect(parse(JSON.stringify([good, { requirement: "OC-02" }]))).toEqual([good, undefined]);
  expect([parse("[{"), parse(JSON.stringify(good))]).toEqual([[undefined], [undefined]]);
});

it("reads none in what is about something else", () => {
  expect(parse(JSON.stringify([good]), "application/json")).toEqual([]);
});
