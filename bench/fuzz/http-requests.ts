import type { Chance } from "../../src/chance.ts";
import type { HttpRequest } from "../../src/http.ts";
import { mutate, type Soil } from "./mutation.ts";

/** A request as it goes over the wire. */
export function toRequestOctets({ method, url, headers = {}, body = "" }: HttpRequest): Buffer {
  const { pathname, search } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return joinRequest({ start: `${method} ${pathname}${search} HTTP/1.1`, lines, body: Buffer.from(body) });
}

interface RequestParts {
  readonly start: string;
  /** Header lines, each with its line end; without the length. */
  readonly lines: readonly string[];
  readonly body: Buffer;
}

/** Changes the path, a header, the method or the body, in such a way that the next request can be told apart. */
export function changeRequest(octets: Buffer, soil: Soil): Buffer {
  const parts = cutRequest(octets);
  return joinRequest(soil.chance.pick(parts.body.length > 0 ? changesWithBody : changes)(parts, soil));
}

/** Whether the server may rightly keep silent on it. */
export const mayWait = (octets: Buffer): boolean => /^\S* \S*(?:wait|event)/i.test(octets.toString("latin1", 0, 4_000));

type Change = (parts: RequestParts, soil: Soil) => RequestParts;

const changePath: Change = (parts, soil) => {
  const [method, path = "/", version] = parts.start.split(" ");
  const written = mutate(Buffer.from(path), soil)
    .toString("latin1")
    .replace(/[^\x21-\x7e]/g, toPercent);
  return { ...parts, start: `${method} /${written.replace(/^\/+/, "").slice(0, 8_000)} ${version}` };
};

const changeHeader: Change = (parts, soil) => {
  if (parts.lines.length === 0) return addHeader(parts, soil);
  const place = soil.chance.integer(parts.lines.length);
  const [name = "", value = ""] = (parts.lines[place] ?? "x-empty: ").split(/: (.*)/s);
  const written = mutate(Buffer.from(value), soil)
    .toString("latin1")
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, "?");
  return { ...parts, lines: parts.lines.with(place, `${name}: ${written.slice(0, 8_000)}\r\n`) };
};

const addHeader: Change = (parts, { chance }) => ({ ...parts, lines: [...parts.lines, addedHeader(chance)] });

const changeMethod: Change = (parts, { chance }) => ({
  ...parts,
  start: parts.start.replace(
    /^\S+/,
    chance.pick(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PURGE"]),
  ),
});

const changeBody: Change = (parts, soil) => ({ ...parts, body: mutate(parts.body, soil) });

/** JSON that still is JSON: a member with a value that it should not have. */
const changeMember: Change = (parts, { chance }) => {
  const text = parts.body.toString("latin1");
  const values = [...text.matchAll(/:\s*("[^"]*"|\d+|true|false|null)/g)];
  if (values.length === 0) return { ...parts, body: Buffer.from(chance.pick(strangeBodies)) };
  const { 0: found, index } = chance.pick(values);
  const changed = `${text.slice(0, index)}:${chance.pick(strangeValues)}${text.slice(index + found.length)}`;
  return { ...parts, body: Buffer.from(changed, "latin1") };
};

const changes: readonly Change[] = [changePath, changePath, changeHeader, addHeader, changeMethod];
const changesWithBody: readonly Change[] = [...changes, changeBody, changeBody, changeBody, changeMember, changeMember];

const strangeValues = [
  ...["null", "true", "0", "-1", "1e308", "[]", "{}", '""', '"\\u0000"', '"\\ud800"', '"\\u202e"', '"a\\r\\nb: c"'],
  ...['["a","a"]', '{"__proto__":{"x":1}}', `"${"9".repeat(5_000)}"`, '"+447700900123"', '"<b>"', '"{{otp}}"'],
];
const strangeBodies = ["null", "[]", "{}", '""', "0", "{", "[".repeat(20_000), "a=b&a=c&=&&%", "\ufeff{}"];

const addedHeader = (chance: Chance): string => chance.pick(addedHeaders);
const addedHeaders = [
  "Authorization: Basic Og==\r\n",
  "Authorization: Bearer a.b.c\r\n",
  "Accept: */*;q=2\r\n",
  "Content-Type: text/plain; charset=utf-7\r\n",
  "x-correlation-id: a\tb\r\n",
  `Cookie: ${"a=b; ".repeat(500)}\r\n`,
  "X-Forwarded-For: 198.51.100.7\r\n",
  "Range: bytes=0-0,-1\r\n",
  "If-None-Match: *\r\n",
  "Accept-Encoding: gzip, br\r\n",
];

function cutRequest(octets: Buffer): RequestParts {
  const headEnd = octets.indexOf("\r\n\r\n");
  const [start = "", ...lines] = octets.toString("latin1", 0, headEnd).split("\r\n");
  const kept = lines.filter((line) => !/^(?:host|content-length):/i.test(line)).map((line) => `${line}\r\n`);
  return { start, lines: kept, body: octets.subarray(headEnd + 4) };
}

function joinRequest({ start, lines, body }: RequestParts): Buffer {
  const head = `${start}\r\nHost: 127.0.0.1\r\n${lines.join("")}Content-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}

const toPercent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;
