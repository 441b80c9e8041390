import { describe, expect, it } from "vitest";
import { findActiveContent } from "./active-content.ts";

const active: readonly [string, RegExp][] = [
  ["<script>1</script>", /^<script>$/],
  ["<svg><script>1</script></svg>", /^<script>$/],
  ['<p onclick="x()">a</p>', /onclick/],
  ['<img src=x onerror="x()">', /onerror/],
  ['<a href="javascript:x()">a</a>', /script in the attribute href/],
  ['<a href=" java\nscript:x()">a</a>', /script in the attribute href/],
  ['<a href="vbscript:x()">a</a>', /script/],
  ['<a href="data:text/html,<p>a">a</a>', /data: link/],
  ["<form></form>", /form/],
  ["<input name=code>", /<input>/],
  ["<button>a</button>", /<button>/],
  ['<iframe srcdoc="a"></iframe>', /<iframe>/],
  ["<object></object>", /<object>/],
  ["<embed>", /<embed>/],
  ['<meta http-equiv="Refresh" content="0;url=https://a.example">', /moves on/],
  ['<base href="https://a.example">', /<base>/],
  ['<img src="https://a.example/p.gif">', /src of <img>/],
  ['<img src="//a.example/p.gif">', /src of <img>/],
  ['<img srcset="cid:a 1x, https://a.example/b 2x">', /srcset/],
  ['<table background="http://a.example/b">', /background of <table>/],
  ['<video poster="https://a.example/b"></video>', /poster/],
  ['<link rel="stylesheet" href="https://a.example/c.css">', /href of <link>/],
  ['<svg><use href="https://a.example/i.svg#a"/></svg>', /href of <use>/],
  ['<svg><image xlink:href="https://a.example/i.png"/></svg>', /xlink:href of <image>/],
  ['<p style="background:url(https://a.example/b)">a</p>', /URL in a style/],
  ['<p style="background:u\\72 l(https://a.example/b)">a</p>', /URL in a style/],
  ["<style>@import 'https://a.example/c.css';</style>", /URL in a style/],
  ['<style>p { background: url("//a.example/b") }</style>', /URL in a style/],
  ['<p style="width: expression(x())">a</p>', /script in a style/],
  ['<!--[if mso]><img src="https://a.example/p.gif"><![endif]-->', /src of <img>/],
  ['<template><img src="https://a.example/p.gif"></template>', /src of <img>/],
  ['<noscript><img src="https://a.example/p.gif"></noscript>', /src of <img>/],
  ['<!--[if mso]><v:fill src="https://a.example/p.gif"/><![endif]-->', /src of <v:fill>/],
  ['<a href="https://a.example" ping="https://a.example/p">a</a>', /ping of <a>/],
  ['<svg><rect fill="url(https://a.example/i.svg#a)"/></svg>', /URL in a style/],
  ["<p style='background:image-set(\"https://a.example/b\" 1x)'>a</p>", /URL in a style/],
  ["<style>@font-face { src: url(https://a.example/f.woff2) }</style>", /URL in a style/],
];

describe("what acts, asks or fetches", () => {
  it.each(active)("%s", (html, what) => {
    const found = findActiveContent(`<p>Code 123456</p>${html}`);
    expect(found.map((each) => each.what)).toEqual([expect.stringMatching(what)]);
  });

  it.each([
    '<a href="https://a.example">a page of the bank</a>',
    '<a href="mailto:card@bank.example">write to us</a>',
    '<img src="cid:logo@bank.example" alt="">',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<p style="background: url(cid:a)">a</p>',
    "<!-- https://a.example/p.gif -->",
    "<p>Write javascript: never</p>",
    '<p title="javascript: never">a</p>',
    "<style>@namespace url(http://www.w3.org/1999/xhtml); p { color: red }</style>",
    "<style>/* url(https://a.example/b) */ p { color: red }</style>",
    '<svg><use href="#a"/><rect fill="url(#a)"/></svg>',
    '<p title="one=1">on the house</p>',
    '<img src="logo.png" alt="">',
  ])("leaves alone %s", (html) => {
    expect(findActiveContent(html)).toEqual([]);
  });

  it.each([
    "<p>a</p>\n§<script>1</script>",
    '<p class="a" §onclick="x()">a</p>',
    '<svg><image §xlink:href="https://a.example/i.png"/></svg>',
    '<p>a</p><!--[if mso]><img §src="https://a.example/p.gif"><![endif]-->',
  ])("says where it stands: %s", (marked) => {
    expect(findActiveContent(marked.replace("§", ""))[0]?.offset).toBe(marked.indexOf("§"));
  });

  it("reads comments in comments no deeper than Outlook does", () => {
    expect(findActiveContent("<!--[if a]>".repeat(50_000))).toEqual([]);
  });

  it("takes ten thousand nested elements without falling over", () => {
    expect(findActiveContent(`${"<div>".repeat(10_000)}<script>1</script>`)).toHaveLength(1);
  });
});
