import { gzipSync } from "node:zlib";
import type { CapturedMail } from "../messages/captured-message.ts";

/** What is changed of a right mail to hide a PAN in it; `text` is what a right message says. */
export interface MailPlace {
  readonly name: string;
  readonly breaks: readonly string[];
  readonly changes: (pan: string, text: string) => Partial<CapturedMail>;
}

const groupsOf = (pan: string): readonly string[] => pan.match(/.{1,4}/g) ?? [];
const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** In the HTML part, beside the right words. */
const html: Readonly<Record<string, (pan: string) => string>> = {
  "an alt text": (pan) => `<img src="cid:1" alt="Card ${pan}">`,
  "a title": (pan) => `<abbr title="${pan}">card</abbr>`,
  "a link": (pan) => `<a href="https://m.example/c/${pan}/x">here</a>`,
  "a link's parameter in base64": (pan) => `<a href="https://m.example/?c=${base64(`c=${pan}`)}">here</a>`,
  "a link's parameter, percent-encoded": (pan) =>
    `<a href="https://m.example/?c=${pan.replace(/\d/g, "%3$&")}">here</a>`,
  "a link's fragment": (pan) => `<a href="#${pan}">here</a>`,
  "a mail link": (pan) => `<a href="mailto:x@m.example?subject=${groupsOf(pan).join("%20")}">mail</a>`,
  "a phone link": (pan) => `<a href="tel:${pan}">call</a>`,
  "an image's address": (pan) => `<img src="https://m.example/i.png?u=${pan}" alt="">`,
  "a set of images": (pan) => `<img srcset="a-${pan}.png 2x" alt="">`,
  "a data attribute": (pan) => `<p data-card="${groupsOf(pan).join(" ")}">x</p>`,
  "an id": (pan) => `<p id="c${pan}">x</p>`,
  "a class": (pan) => `<p class="card c-${pan}">x</p>`,
  "an aria label": (pan) => `<p aria-label="${[...pan].join(" ")}">x</p>`,
  "a style": (pan) => `<p style="--card:'${pan}'">x</p>`,
  "a style sheet": (pan) => `<style>.c::after{content:"${groupsOf(pan).join("\\0000a0")}"}</style>`,
  "a style sheet's escapes": (pan) => `<style>.c::after{content:"${pan.replace(/\d/g, "\\3$& ")}"}</style>`,
  "the name of a class in a style sheet": (pan) => `<style>.c-${pan}{color:red}</style>`,
  "a value": (pan) => `<input value="${pan}">`,
  "a hidden field": (pan) => `<input type="hidden" name="pan" value="${pan}">`,
  "a placeholder": (pan) => `<input placeholder="${groupsOf(pan).join(" ")}">`,
  "an option": (pan) => `<select><option value="${pan}">x</option></select>`,
  "a text area": (pan) => `<textarea>${pan}</textarea>`,
  "a meta element": (pan) => `<meta name="card" content="${pan}">`,
  "a title of the page": (pan) => `<title>${pan}</title>`,
  "JSON-LD": (pan) => `<script type="application/ld+json">{"identifier":"${pan}"}</script>`,
  "a script": (pan) => `<script>var c=${pan}</script>`,
  "a comment": (pan) => `<!-- ${pan} -->`,
  "a comment's references": (pan) => `<!-- ${pan.replace(/\d/g, "&#x3$&;")} -->`,
  "a conditional comment": (pan) => `<!--[if mso]><p>${groupsOf(pan).join(" ")}</p><![endif]-->`,
  "an SVG text": (pan) => `<svg><text x="1">${pan}</text></svg>`,
  "an SVG title": (pan) => `<svg><title>${pan}</title></svg>`,
  "a hidden element": (pan) => `<p style="display:none">${pan}</p>`,
  "white on white": (pan) => `<p style="color:#fff;background:#fff">${pan}</p>`,
  "a preview text": (pan) => `<div style="font-size:0;max-height:0">${pan}</div>`,
  "a template element": (pan) => `<template>${pan}</template>`,
  "a noscript element": (pan) => `<noscript>${pan}</noscript>`,
  "folded details": (pan) => `<details><summary>More</summary>${pan}</details>`,
  "plain sight": (pan) => `<p>${groupsOf(pan).join("&nbsp;")}</p>`,
  references: (pan) => `<p>${pan.replace(/\d/g, "&#3$&;").replace(/&#3(\d);/g, (_, d) => `&#${48 + Number(d)};`)}</p>`,
  "one element a digit": (pan) => `<p>${[...pan].map((digit) => `<b>${digit}</b>`).join("")}</p>`,
  "one block a digit": (pan) => [...pan].map((digit) => `<div>${digit}</div>`).join("\n"),
  "word breaks": (pan) => `<p>${[...pan].join("<wbr>")}</p>`,
  "table cells": (pan) =>
    `<table><tr>${groupsOf(pan)
      .map((group) => `<td>${group}</td>`)
      .join("")}</tr></table>`,
  "one cell a digit": (pan) => `<table><tr>${[...pan].map((digit) => `<td>${digit}</td>`).join("")}</tr></table>`,
  "list items": (pan) =>
    `<ol>${groupsOf(pan)
      .map((group) => `<li>${group}</li>`)
      .join("\n")}</ol>`,
  "an overriding direction": (pan) => `<bdo dir="rtl">${[...pan].reverse().join("")}</bdo>`,
  "comments between digits": (pan) => `<p>${[...pan].join("<!-- -->")}</p>`,
  ruby: (pan) =>
    `<ruby>${groupsOf(pan)
      .map((group) => `${group}<rp></rp>`)
      .join("")}</ruby>`,
};

const headers: Readonly<Record<string, (pan: string) => readonly [name: string, value: string]>> = {
  "the From name": (pan) => ["From", `"Card ${pan}" <card@email.meridale.example>`],
  "the recipient's name": (pan) => ["To", `${groupsOf(pan).join(" ")} <nadia@mail.example>`],
  "the Message-ID": (pan) => ["Message-ID", `<${pan}.1@m.example>`],
  "a Message-ID in base64": (pan) => ["Message-ID", `<${Buffer.from(`id${pan}`).toString("base64url")}@m.example>`],
  "a reference to a message": (pan) => ["References", `<a@m.example> <c-${pan}@m.example>`],
  "a Content-ID": (pan) => ["Content-ID", `<${pan}@m.example>`],
  "a list header": (pan) => ["List-Unsubscribe", `<https://m.example/u?c=${pan}>, <mailto:u-${pan}@m.example>`],
  "a trace": (pan) => [
    "Received",
    `from x (card ${groupsOf(pan).join(".")}) by m.example; Sat, 04 Jul 2026 10:00:00 +0000`,
  ],
  "a comment in the date": (pan) => ["Date", `Sat, 04 Jul 2026 10:00:00 +0000 (${pan})`],
  "a header of its own": (pan) => ["X-Card", pan],
  "a header in hexadecimal": (pan) => ["X-Card", Buffer.from(pan).toString("hex")],
  "a header, Q-encoded": (pan) => ["X-Card", `=?us-ascii?Q?${pan.replace(/\d/g, "=3$&")}?=`],
  "a header, B-encoded": (pan) => ["X-Card", `=?utf-8?B?${base64(`Card ${pan}`)}?=`],
  "two encoded words of a header": (pan) => [
    "X-Card",
    `=?utf-8?B?${base64(pan.slice(0, 6))}?=\r\n =?utf-8?Q?${pan.slice(6)}?=`,
  ],
  "a folded header": (pan) => ["X-Card", groupsOf(pan).join("\r\n ")],
  "a boundary": (pan) => ["Content-Type", `multipart/mixed; boundary="b${pan}"`],
  "a file name": (pan) => ["Content-Disposition", `attachment; filename="${pan}.pdf"`],
  "an encoded file name": (pan) => [
    "Content-Disposition",
    `attachment; filename*=utf-8''${pan.replace(/\d/g, "%3$&")}.pdf`,
  ],
  "a file name in two pieces": (pan) => [
    "Content-Disposition",
    `attachment; filename*0="${pan.slice(0, 5)}"; filename*1="${pan.slice(5)}.pdf"`,
  ],
  "a part's name": (pan) => ["Content-Type", `text/plain; name="card ${pan}.txt"`],
  "a part's description": (pan) => ["Content-Description", groupsOf(pan).join("-")],
  "a cookie of a gateway": (pan) => ["X-Cookie", `card=${pan}; path=/`],
};

const part = (head: string, body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "latin1"), typeof body === "string" ? Buffer.from(body) : body]);
const mixed = (...parts: readonly Buffer[]): Buffer => {
  const inner = parts.flatMap((one) => [Buffer.from("\r\n--b\r\n"), one]);
  return part("Content-Type: multipart/mixed; boundary=b", Buffer.concat([...inner, Buffer.from("\r\n--b--\r\n")]));
};
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

const parts: Readonly<Record<string, (pan: string) => Buffer>> = {
  "a part in base64": (pan) =>
    part("Content-Transfer-Encoding: base64", base64(`Card ${pan} ${"-".repeat(80)}`).replace(/(.{76})/g, "$1\r\n")),
  "a part in quoted-printable": (pan) =>
    part("Content-Transfer-Encoding: quoted-printable", pan.replace(/\d/g, "=3$&").replace(/(.{24})/g, "$1=\r\n")),
  "a part in UTF-16": (pan) => part("Content-Type: text/plain; charset=utf-16le", utf16(`Card ${pan}`)),
  "a part in UTF-16 and base64": (pan) =>
    part(
      "Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64",
      utf16(pan).toString("base64"),
    ),
  "a part in UTF-7": (pan) =>
    part("Content-Type: text/plain; charset=utf-7", `+${utf16(pan).swap16().toString("base64").replace(/=+$/, "")}-`),
  "a part in an unknown charset": (pan) => part("Content-Type: text/plain; charset=x-none", groupsOf(pan).join(" ")),
  "an attachment": (pan) => mixed(part("Content-Type: text/csv\r\nContent-Disposition: attachment", `card\r\n${pan}`)),
  "a calendar entry": (pan) => mixed(part("Content-Type: text/calendar", `UID:${pan}@m.example\r\n`)),
  "a nested part": (pan) => mixed(mixed(mixed(part("Content-Type: text/plain", groupsOf(pan).join("\u00A0"))))),
  "a forwarded message": (pan) => mixed(part("Content-Type: message/rfc822", `Subject: ${pan}\r\n\r\nx`)),
  "a forwarded message's text in base64": (pan) =>
    mixed(part("Content-Type: message/rfc822", `Content-Transfer-Encoding: base64\r\n\r\n${base64(pan)}`)),
  "a preamble": (pan) => part("Content-Type: multipart/mixed; boundary=b", `${pan}\r\n--b\r\n\r\nx\r\n--b--`),
  "an epilogue": (pan) => part("Content-Type: multipart/mixed; boundary=b", `\r\n--b\r\n\r\nx\r\n--b--\r\n${pan}`),
  "a boundary within": (pan) => part(`Content-Type: multipart/mixed; boundary="${pan}"`, `--${pan}\r\n\r\nx`),
  "a compressed attachment": (pan) =>
    part(
      "Content-Type: application/gzip\r\nContent-Transfer-Encoding: base64",
      gzipSync(`card,${pan}`).toString("base64"),
    ),
};

const visible: readonly MailPlace[] = [
  { name: "the subject", breaks: ["PM-03"], changes: (pan) => ({ subject: `Your card ${pan}` }) },
  { name: "the subject in groups", breaks: ["PM-03"], changes: (pan) => ({ subject: groupsOf(pan).join(" ") }) },
  { name: "the subject's tail", breaks: ["PM-02"], changes: (pan) => ({ subject: `Card ${pan.slice(-6)}` }) },
  { name: "the subject's beginning", breaks: ["PM-04"], changes: (pan) => ({ subject: `Card ${pan.slice(0, 6)}` }) },
  {
    name: "the sender of the envelope",
    breaks: ["PM-03"],
    changes: (pan) => ({ envelope: { mailFrom: `bounce+${pan}@m.example`, rcptTo: [] } }),
  },
  {
    name: "the name of an attachment",
    breaks: ["PM-02"],
    changes: (pan) => ({ attachments: [{ filename: `card-${pan.slice(-6)}.pdf`, contentType: "application/pdf" }] }),
  },
  {
    name: "text and HTML, half in each",
    breaks: ["PM-02", "PM-03", "PM-04"],
    changes: (pan, text) => ({ text: `${text} ${pan.slice(0, 8)}`, html: `<p>${pan.slice(8)}</p><p>${text}</p>` }),
  },
  {
    name: "text and HTML, a quarter and the rest",
    breaks: ["PM-02", "PM-03"],
    changes: (pan, text) => ({ text: `${text} ${pan.slice(0, 4)}`, html: `<p>${pan.slice(4)}</p><p>${text}</p>` }),
  },
  {
    name: "a tail in an alt text",
    breaks: ["PM-02"],
    changes: (pan, text) => ({ html: `<p>${text}</p><img alt="card ${pan.slice(-5)}">` }),
  },
  {
    name: "a beginning in a link",
    breaks: ["PM-04"],
    changes: (pan, text) => ({ html: `<p>${text}</p><a href="https://m.example/?c=${pan.slice(0, 6)}">x</a>` }),
  },
  { name: "two headers, eight digits in each", breaks: ["PM-02", "PM-04"], changes: inTwoHeaders },
  {
    name: "a header, all but the last digit",
    breaks: ["PM-04"],
    changes: (pan) => ({ headers: [["X-Ref", pan.slice(0, -1)]] }),
  },
];

function inTwoHeaders(pan: string): Partial<CapturedMail> {
  return {
    headers: [
      ["X-A", pan.slice(0, 8)],
      ["X-B", pan.slice(-8)],
    ],
  };
}

export const mailPlaces: readonly MailPlace[] = [
  ...visible,
  ...Object.entries(html).map(
    ([name, hide]): MailPlace => ({
      name: `${name} of the HTML part`,
      breaks: ["PM-03"],
      changes: (pan, text) => ({ html: `<p>${text}</p>${hide(pan)}` }),
    }),
  ),
  ...Object.entries(headers).map(
    ([name, hide]): MailPlace => ({
      name,
      breaks: ["PM-03"],
      changes: (pan) => ({ headers: [hide(pan)] }),
    }),
  ),
  ...Object.entries(parts).map(
    ([name, hide]): MailPlace => ({
      name,
      breaks: ["PM-03"],
      changes: (pan) => ({ raw: hide(pan) }),
    }),
  ),
];
