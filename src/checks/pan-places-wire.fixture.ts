import type { Exchange } from "../evidence/journal.ts";
import { sampleExchange } from "./sample-exchanges.fixture.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";
import type { LogText } from "./secret-exposure.ts";

type Hide<Where> = (pan: string) => Where;

const groupsOf = (pan: string): readonly string[] => pan.match(/.{1,4}/g) ?? [];
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const hex = (text: string): string => Buffer.from(text).toString("hex");

const asked = (request: Partial<Exchange["request"]>): Exchange => {
  const exchange = sampleExchange({ json: {} });
  return { ...exchange, request: { ...exchange.request, ...request } };
};
const answered = (headers: Readonly<Record<string, string>>, body = ""): Exchange => sampleExchange({ headers, body });

const base = "https://127.0.0.1/banking/d1/v1";

/** Addresses of calls that hold a card number: SE-07, and SE-08 with it. */
export const addressPlaces: Readonly<Record<string, Hide<Exchange>>> = {
  "a path": (pan) => asked({ url: `${base}/cards/${pan}` }),
  "a path in groups": (pan) => asked({ url: `${base}/cards/${groupsOf(pan).join("-")}` }),
  "a query": (pan) => asked({ url: `${base}?cardId=${pan}` }),
  "an encoded query": (pan) => asked({ url: `${base}?c=${pan.replace(/\d/g, "%3$&")}` }),
  "a query encoded twice": (pan) => asked({ url: `${base}?c=${pan.replace(/\d/g, "%253$&")}` }),
  "a query in base64": (pan) => asked({ url: `${base}?q=${encodeURIComponent(base64(`{"pan":"${pan}"}`))}` }),
  "a query in hexadecimal": (pan) => asked({ url: `${base}?q=${hex(pan)}` }),
  "a repeated query": (pan) => asked({ url: `${base}?d=${[...pan].join("&=")}` }),
  "a matrix parameter": (pan) => asked({ url: `${base};pan=${pan}/x` }),
  "a user's part": (pan) => asked({ url: `https://${pan}@127.0.0.1/x` }),
};

/** Other places on an HTTP leg: SE-08. */
export const wirePlaces: Readonly<Record<string, Hide<Exchange>>> = {
  ...addressPlaces,
  "a JSON member": (pan) => asked({ body: JSON.stringify({ cardId: pan }) }),
  "a JSON number": (pan) => asked({ body: `{"n":${pan}}` }),
  "a JSON number with an exponent": (pan) => asked({ body: `{"n":${pan[0]}.${pan.slice(1)}e${pan.length - 1}}` }),
  "a JSON array": (pan) => asked({ body: JSON.stringify({ n: [...pan].map(Number) }) }),
  "escaped JSON": (pan) => asked({ body: `{"n":"${pan.replace(/\d/g, "\\u003$&")}"}` }),
  "JSON within JSON": (pan) => asked({ body: JSON.stringify({ raw: JSON.stringify({ n: groupsOf(pan).join(" ") }) }) }),
  "base64 within JSON": (pan) => asked({ body: JSON.stringify({ payload: base64(JSON.stringify({ pan })) }) }),
  "an XML element": (pan) => asked({ body: `<card><pan>${pan}</pan></card>` }),
  "XML elements": (pan) =>
    asked({
      body: groupsOf(pan)
        .map((group) => `<g>${group}</g>`)
        .join(""),
    }),
  "an XML comment": (pan) => asked({ body: `<card/><!-- ${pan.replace(/\d/g, "&#x3$&;")} -->` }),
  "a form": (pan) => asked({ body: `grant_type=x&pan=${groupsOf(pan).join("+")}` }),
  "a part of a form": (pan) =>
    asked({ body: `--b\r\nContent-Disposition: form-data; name="pan"\r\n\r\n${pan}\r\n--b--` }),
  "the file name of a form": (pan) =>
    asked({ body: `--b\r\nContent-Disposition: form-data; name="f"; filename="${pan}.csv"\r\n\r\n\r\n--b--` }),
  "a header": (pan) => asked({ headers: { "x-card": pan } }),
  "a cookie": (pan) => asked({ headers: { cookie: `c=${base64(pan)}` } }),
  "a bearer's claims": (pan) =>
    asked({
      headers: { authorization: `Bearer e30.${Buffer.from(JSON.stringify({ sub: pan })).toString("base64url")}.x` },
    }),
  "Basic credentials": (pan) => asked({ headers: { authorization: `Basic ${base64(`${pan}:x`)}` } }),
  "a trace id": (pan) => asked({ headers: { traceparent: `00-${pan.padStart(32, "0")}-0000000000000001-01` } }),
  "a referrer": (pan) => asked({ headers: { referer: `https://m.example/?c=${pan}` } }),
  "all but the last digit": (pan) => asked({ body: JSON.stringify({ id: pan.slice(0, -1) }) }),
  "an answer's body": (pan) => answered({}, JSON.stringify({ error: `unknown card ${pan}` })),
  "an answer's other digits": (pan) =>
    answered(
      {},
      pan.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
    ),
  "an answer's header": (pan) => answered({ "x-debug": pan }),
  "a cookie that is set": (pan) => answered({ "set-cookie": `card=${pan}; Secure` }),
  "a redirect": (pan) => answered({ location: `https://m.example/c/${pan}` }),
  "an entity tag": (pan) => answered({ etag: `W/"${hex(pan)}"` }),
};

/** Octets of messages that no view of a message shows: SE-08. */
export const messagePlaces = {
  "an SMS's payload in two parts": (pan: string) => {
    const part = { total: 2, dataCoding: 4, text: "" };
    const payloads = [pan.slice(0, 7), pan.slice(7)].map((half) => Buffer.from(half));
    return sampleSms("x", { parts: payloads.map((payload, at) => ({ ...part, index: at + 1, payload })) });
  },
  "an SMS's payload in swapped half-octets": (pan: string) => {
    const payload = Buffer.from(pan.replace(/(.)(.)/g, "$2$1"));
    return sampleSms("x", { parts: [{ index: 1, total: 1, dataCoding: 4, text: "", payload }] });
  },
  "an SMS's destination": (pan: string) => sampleSms("x", { destination: { address: pan, ton: 1, npi: 1 } }),
  "a mail's envelope": (pan: string) => sampleMail({ envelope: { mailFrom: `b+${pan}@m.example`, rcptTo: [] } }),
  "a mail's octets": (pan: string) => sampleMail({ raw: Buffer.from(`Content-Type: image/png\r\n\r\n\0${pan}`) }),
} as const;

const logged = (text: string): LogText => ({ source: "the log of D1", text });

/** Lines of logs: SE-04. */
export const logPlaces: Readonly<Record<string, Hide<LogText>>> = {
  "a line": (pan) => logged(`2026-07-04T10:00:00Z INFO card=${pan}`),
  "a line in groups": (pan) => logged(`card ${groupsOf(pan).join(" ")}`),
  "a JSON line": (pan) => logged(JSON.stringify({ level: 30, msg: "card", pan })),
  "an escaped JSON line": (pan) => logged(JSON.stringify({ msg: JSON.stringify({ pan }) })),
  "a key-value line": (pan) => logged(`level=info pan="${pan}" ms=4`),
  "a Python dictionary": (pan) => logged(`{'pan': '${pan}'}`),
  "a Java object": (pan) => logged(`Card[pan=${pan}, expiry=11/29]`),
  "a stack trace": (pan) => logged(`Error: no card ${pan}\n    at find (/app/cards.js:1:1)`),
  "a list": (pan) => logged(`[${[...pan].join(", ")}]`),
  "a buffer": (pan) => logged(JSON.stringify(Buffer.from(pan))),
  "a hex dump": (pan) => logged(`00000000  ${hex(pan).replace(/(..)/g, "$1 ")} |................|`),
  "a logged address": (pan) => logged(`GET /cards?c=${pan.replace(/\d/g, "%3$&")} 200`),
  "a logged body": (pan) => logged(`body ${base64(`{"accountNumber":"${pan}"}`)}`),
  "a logged token": (pan) => logged(`bearer e30.${Buffer.from(`{"sub":"${pan}"}`).toString("base64url")}.c2ln`),
  "a mask that leaves all but one": (pan) => logged(`card ${pan.slice(0, -1)}*`),
  "an encoded mail header": (pan) => logged(`Subject: =?utf-8?B?${base64(`Card ${pan}`)}?=`),
  "two lines": (pan) => logged(`card ${pan.slice(0, 8)}\n${pan.slice(8)} done`),
  "other digits": (pan) => logged(pan.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit)))),
};
