import { openDnsTarget } from "./dns-target.ts";
import type { FuzzTarget, ServerName } from "./fuzz-target.ts";
import { openHttpTarget } from "./http-target.ts";
import { openSmppTarget } from "./smpp-target.ts";
import { openSmtpTarget } from "./smtp-target.ts";

const openers: Readonly<Record<ServerName, () => Promise<FuzzTarget>>> = {
  smtp: openSmtpTarget,
  smpp: openSmppTarget,
  http: openHttpTarget,
  dns: openDnsTarget,
};

/** Starts a server and records good sessions with it. */
export const openTarget = (server: ServerName): Promise<FuzzTarget> => openers[server]();
