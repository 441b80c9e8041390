import { openDnsTarget } from "./dns-target.ts";
import type { FuzzTarget, TargetName } from "./fuzz-target.ts";
import { openHttpTarget } from "./http-target.ts";
import { openReaderTarget } from "./reader-target.ts";
import { openSmppTarget } from "./smpp-target.ts";
import { openSmtpTarget } from "./smtp-target.ts";

const openers: Readonly<Record<TargetName, () => Promise<FuzzTarget>>> = {
  smtp: openSmtpTarget,
  smpp: openSmppTarget,
  http: openHttpTarget,
  dns: openDnsTarget,
  readers: openReaderTarget,
};

/** Starts a server and records good sessions with it. */
export const openTarget = (server: TargetName): Promise<FuzzTarget> => openers[server]();
