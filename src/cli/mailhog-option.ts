import type { Clock } from "../clock.ts";
import { StepproofError } from "../errors.ts";
import type { MailHogLocation } from "../testbed/mailhog-sink.ts";

export interface MailHogOptions {
  /** The URL of its HTTP API. */
  readonly mailhog?: string;
  /** `HOST:PORT`. */
  readonly mailhogSmtp?: string;
}

/** Where MailHog takes mail unless it is told otherwise. */
const MAILHOG_SMTP_PORT = 1025;

/**
 * As `parseMailHog`, and makes sure that it answers, before anything is started.
 * Throws MAILHOG_INVALID, EGRESS_BLOCKED, MAILHOG_UNREACHABLE, MAILHOG_UNREADABLE, MAIL_UNREACHABLE.
 */
export async function findMailHog(options: MailHogOptions, clock: Clock): Promise<MailHogLocation | undefined> {
  const location = parseMailHog(options);
  if (location === undefined) return undefined;
  // Loaded here, so that no other run waits for the mail code.
  const { openMailHogSink } = await import("../testbed/mailhog-sink.ts");
  await openMailHogSink(location, { clock });
  return location;
}

/** The MailHog that the options name, or undefined where they name none. Throws MAILHOG_INVALID. */
export function parseMailHog({ mailhog, mailhogSmtp }: MailHogOptions): MailHogLocation | undefined {
  if (mailhog === undefined) {
    if (mailhogSmtp !== undefined) throw invalid("--mailhog-smtp says nothing without --mailhog");
    return undefined;
  }
  const url = URL.canParse(mailhog) ? new URL(mailhog) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw invalid("--mailhog is not an http:// or https:// URL");
  const smtp = mailhogSmtp === undefined ? { host: hostOf(url), port: MAILHOG_SMTP_PORT } : parseSmtp(mailhogSmtp);
  return { api: mailhog.replace(/\/+$/, ""), smtp };
}

function parseSmtp(given: string): MailHogLocation["smtp"] {
  const { host, port } = /^(?<host>\[[0-9a-f:.]+\]|[\w.-]+):(?<port>\d{1,5})$/i.exec(given)?.groups ?? {};
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) throw invalid("--mailhog-smtp is not HOST:PORT");
  return { host: withoutBrackets(host), port: Number(port) };
}

const hostOf = ({ hostname }: URL): string => withoutBrackets(hostname);

const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, "");

const invalid = (what: string): StepproofError =>
  new StepproofError("MAILHOG_INVALID", what, {
    hint: "Write --mailhog http://127.0.0.1:8025 --mailhog-smtp 127.0.0.1:1025; without the latter it is port 1025 of the same host.",
    attribution: "CONFIGURATION",
  });
