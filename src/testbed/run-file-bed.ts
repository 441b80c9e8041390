import type { RunFile } from "../run-file/run-file.ts";
import type { TestBedOptions } from "./ground.ts";
import type { MailHogLocation } from "./mailhog-sink.ts";

/** How a run file wants its test bed: sinks on its ports, D1 with its certificate, nothing reached but what it names. */
export function bedOptionsOf({ sinks, backend, reach }: RunFile): TestBedOptions {
  const { mailHog, ...ports } = sinks;
  return {
    ports,
    reach,
    ...(backend.kind === "real" && { issuerIdentity: backend.identity }),
    ...(mailHog && { mailHog: toLocation(mailHog) }),
  };
}

function toLocation({ api, smtp }: { readonly api: string; readonly smtp: string }): MailHogLocation {
  const colon = smtp.lastIndexOf(":");
  const host = smtp.slice(0, colon).replace(/^\[|\]$/g, "");
  return { api: api.replace(/\/+$/, ""), smtp: { host, port: Number(smtp.slice(colon + 1)) } };
}
