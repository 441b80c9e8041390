import { z } from "zod";
import type { Exchange } from "./journal.ts";

/**
 * One answer of an issuer, as nock's definitions have it: `scope`, `method`, `path`, `status`, `response`, `rawHeaders`.
 * `error` stands in place of an answer for a call that failed. Request bodies and headers are left out: they hold codes
 * and credentials, and a repetition with the same seed asks in the same order.
 */
const recordedAnswer = z.strictObject({
  scope: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number().int().optional(),
  response: z.string().optional(),
  rawHeaders: z.record(z.string(), z.string()).optional(),
  error: z.string().optional(),
});
export type RecordedAnswer = z.infer<typeof recordedAnswer>;

/** The issuer's side of one run. */
const recording = z.strictObject({
  recording: z.literal(1),
  /** Of the run: only with it do the same questions come again. */
  seed: z.string(),
  /** SHA-256 of the run file. */
  runFile: z.string(),
  answers: z.array(recordedAnswer).readonly(),
});
export type Recording = z.infer<typeof recording>;

/** Throws zod's error for what is no recording. */
export const parseRecording = (text: string): Recording => recording.parse(JSON.parse(text));

/** Values of the run file's people and what stands for each in a recording: the replay puts them back. */
export type Pseudonyms = ReadonlyMap<string, string>;

const KEPT_HEADERS = ["content-type", "date", "location", "www-authenticate", "cache-control"];

/** What the issuer answered, without its people's contacts and its bearers. */
export function toRecordedAnswers(exchanges: readonly Exchange[], pseudonyms: Pseudonyms): readonly RecordedAnswer[] {
  return exchanges
    .filter(({ leg }) => leg === "d1-issuer")
    .map(({ request, outcome }) => {
      const { origin, pathname, search } = new URL(request.url);
      const asked = { scope: origin, method: request.method, path: conceal(pathname + search, pseudonyms) };
      if ("error" in outcome) return { ...asked, error: outcome.error.code };
      const { status, headers, body } = outcome.response;
      const kept = KEPT_HEADERS.flatMap((name) =>
        headers[name] === undefined ? [] : [[name, headers[name]] as const],
      );
      return {
        ...asked,
        status,
        response: concealPerson(concealBearer(conceal(body, pseudonyms))),
        rawHeaders: Object.fromEntries(kept),
      };
    });
}

/** Puts the values back. */
export function reveal(text: string, pseudonyms: Pseudonyms): string {
  return [...pseudonyms].reduce((revealed, [value, pseudonym]) => revealed.replaceAll(pseudonym, value), text);
}

/** The longest first: a national number is part of the whole one. */
function conceal(text: string, pseudonyms: Pseudonyms): string {
  const longestFirst = [...pseudonyms].sort(([one], [other]) => other.length - one.length);
  return longestFirst.reduce((concealed, [value, pseudonym]) => concealed.replaceAll(value, pseudonym), text);
}

/** Of a person only contacts and language are judged: the rest of ConsumerInfo keeps its shape and loses its content. */
const concealPerson = (body: string): string =>
  body
    .replace(/("(?:firstName|middleName|lastName|title|line1|line2|city|state|zipCode)"\s*:\s*")[^"]+"/g, '$1recorded"')
    .replace(/("dateOfBirth"\s*:\s*")\d{4}-\d{2}-\d{2}"/g, '$11970-01-01"');

/** Any text is as good a bearer for a replay. */
const concealBearer = (body: string): string => body.replace(/("access_token"\s*:\s*")[^"]*"/g, '$1recorded-bearer"');
