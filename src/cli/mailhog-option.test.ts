import { expect, it } from "vitest";
import { parseMailHog } from "./mailhog-option.ts";

it("names no MailHog where none was asked for", () => {
  expect(parseMailHog({})).toBeUndefined();
});

it.each([
  ["http://127.0.0.1:8025", undefined, "127.0.0.1", 1025],
  ["http://127.0.0.1:8025/", "localhost:2525", "localhost", 2525],
  ["http://[::1]:8025", undefined, "::1", 1025],
  ["http://127.0.0.1:8025", "[::1]:25", "::1", 25],
])("takes %s with SMTP at %s for %s port %i", (mailhog, mailhogSmtp, host, port) => {
  const location = parseMailHog({ mailhog, ...(mailhogSmtp !== undefined && { mailhogSmtp }) });
  expect(location).toEqual({ api: mailhog.replace(/\/$/, ""), smtp: { host, port } });
});

it.each([
  [{ mailhogSmtp: "127.0.0.1:1025" }, "says nothing without --mailhog"],
  [{ mailhog: "127.0.0.1:8025" }, "not an http"],
  [{ mailhog: "ftp://127.0.0.1" }, "not an http"],
  [{ mailhog: "http://127.0.0.1:8025", mailhogSmtp: "127.0.0.1" }, "not HOST:PORT"],
  [{ mailhog: "http://127.0.0.1:8025", mailhogSmtp: "127.0.0.1:0" }, "not HOST:PORT"],
  [{ mailhog: "http://127.0.0.1:8025", mailhogSmtp: "127.0.0.1:65536" }, "not HOST:PORT"],
])("refuses %j", (options, complaint) => {
  expect(() => parseMailHog(options)).toThrow(complaint);
});
