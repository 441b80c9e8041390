import { StepproofError } from "../errors.ts";
import type { Ports } from "../testbed/ground.ts";
import { type DemoBed, type DemoBedOptions, startDemoBed } from "../testbed/start-demo-bed.ts";
import type { Site } from "./site.ts";
import { greeting } from "./up-greeting.ts";
import { exchangeLine, messageLine } from "./up-lines.ts";

export interface UpOptions {
  /** `NAME=PORT` each. */
  readonly port?: readonly string[];
  readonly seed?: string;
}

/** The part of a test bed that this command shows. */
export interface ShownBed extends Pick<DemoBed, "addresses" | "journal" | "secrets" | "endUser" | "close"> {
  readonly tsp: Pick<DemoBed["tsp"], "url">;
  readonly smsCentre: Pick<DemoBed["smsCentre"], "inbox" | "url">;
  readonly mailServer?: Pick<NonNullable<DemoBed["mailServer"]>, "inbox" | "url">;
}

export type StartBed = (options: DemoBedOptions) => Promise<ShownBed>;

/** Starts the test bed, shows what happens in it, and stops it at Ctrl-C or SIGTERM. Returns the exit code. */
export async function up(options: UpOptions, site: Site, startBed: StartBed = startDemoBed): Promise<number> {
  const { clock, terminal, freshSeed } = site;
  const { seed = freshSeed(), port = [] } = options;
  const { faults: faultPort, ...ports } = parsePorts(port);
  // Listening from the start: a Ctrl-C while the systems come up must not leave any of them behind.
  const stopped = new Promise<void>((resolve) => site.onStop(resolve));
  const bed = await startBed({ clock, seed, ports, ...(faultPort !== undefined && { faultPort }) });
  terminal.print(greet(bed, seed));
  const print = (line: string) => terminal.print(`${bed.secrets.redact(line)}\n`);
  bed.journal.onExchange((exchange) => print(exchangeLine(exchange)));
  bed.smsCentre.inbox.onMessage((message) => print(messageLine(message)));
  bed.mailServer?.inbox.onMessage((message) => print(messageLine(message)));
  await stopped;
  await bed.close();
  terminal.print("stopped\n");
  return 0;
}

type FixedPorts = Ports & { readonly faults: number };

/** The names of `--port`, and the systems they mean. */
const portNames: ReadonlyMap<string, keyof FixedPorts> = new Map([
  ["faults", "faults"],
  ["tsp", "tsp"],
  ["d1", "d1"],
  ["issuer-backend", "issuerBackend"],
  ["smpp", "smpp"],
  ["sms", "sms"],
  ["smtp", "smtp"],
  ["mail", "mail"],
  ["dns", "dns"],
]);

/** Throws PORT_INVALID. */
function parsePorts(given: readonly string[]): Partial<FixedPorts> {
  return Object.fromEntries(given.map(parsePort));
}

function parsePort(given: string): readonly [keyof FixedPorts, number] {
  const [, name = "", digits = ""] = /^([a-z0-9-]+)=(\d{1,5})$/.exec(given) ?? [];
  const system = portNames.get(name);
  const port = Number(digits);
  if (system !== undefined && port <= 65_535) return [system, port];
  throw new StepproofError("PORT_INVALID", `--port ${given} is not NAME=PORT`, {
    hint: `Names are ${[...portNames.keys()].join(", ")}; ports 0 to 65535, 0 takes a free one.`,
    attribution: "CONFIGURATION",
  });
}

function greet({ addresses, tsp, smsCentre, mailServer, endUser }: ShownBed, seed: string): string {
  const inboxes = {
    "SMS inbox": `${smsCentre.url}/inbox`,
    ...(mailServer && { "mail inbox": `${mailServer.url}/inbox` }),
  };
  const all = { ...addresses, ...inboxes };
  return greeting({ seed, addresses: all, tspUrl: tsp.url, smsUrl: smsCentre.url, endUser });
}
