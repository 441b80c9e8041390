import { StepproofError } from "./errors.ts";

/**
 * The guard at every client's door: throws `EGRESS_BLOCKED` unless the host may be reached.
 * `call` names who wanted to go out ("D1 -> issuer backend"), for the error.
 */
export type Egress = (host: string, call: string) => void;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

/** Loopback is always open; every other host must be named, by the run file's `reach` list. */
export function createEgress(allowedHosts: readonly string[] = []): Egress {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return (host, call) => {
    if (LOOPBACK.test(host) || allowed.has(host.toLowerCase())) return;
    throw new StepproofError("EGRESS_BLOCKED", `${call}: the host "${host}" is outside this machine`, {
      hint: `If the call is meant, add "${host}" to the hosts that the run file allows.`,
      attribution: "CONFIGURATION",
    });
  };
}

export const loopbackOnly: Egress = createEgress();
