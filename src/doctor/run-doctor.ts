import type { Clock } from "../clock.ts";
import type { Egress } from "../egress.ts";
import { Chart } from "./chart.ts";
import { Deadline } from "./deadline.ts";
import { type Diagnosis, fine } from "./diagnosis.ts";
import { examineIssuer } from "./examine-issuer.ts";
import type { Preflight } from "./preflight.ts";
import { lookAtResolver } from "./resolver.ts";
import { lookAtPort } from "./sink-port.ts";
import { lookAtTemplates } from "./templates.ts";
import { lookAtZone } from "./zone.ts";

export interface DoctorOptions {
  readonly clock: Clock;
  /** The hosts that may be called: those that the run file lets Stepproof reach. */
  readonly egress: Egress;
  /** For all calls over the network together, ms. Default: 4000, which leaves a second of five for the rest. */
  readonly budgetMs?: number;
}

/**
 * Looks at all that a run needs, before it: files and ports, then the issuer backend as D1 would call it.
 * Never throws for what it finds; one line a look, in the order in which to mend things.
 */
export async function runDoctor(preflight: Preflight, options: DoctorOptions): Promise<readonly Diagnosis[]> {
  const { clock, budgetMs = 4_000 } = options;
  const [nearby, remote] = await Promise.all([
    examineNearby(preflight),
    preflight.issuer
      ? examineIssuer(preflight.issuer, { ...options, deadline: new Deadline(clock, budgetMs) })
      : examineEmbedded(),
  ]);
  return [...nearby, ...remote];
}

async function examineNearby({ templates, zone, resolver, sinkPorts }: Preflight): Promise<readonly Diagnosis[]> {
  const chart = new Chart();
  const look = { after: true } as const;
  await chart.look({
    ...look,
    step: "templates",
    subject: templates.folder,
    examine: () => lookAtTemplates(templates),
  });
  if (zone !== undefined)
    await chart.look({ ...look, step: "zone", subject: zone.file, examine: () => lookAtZone(zone) });
  if (resolver !== undefined)
    await chart.look({
      ...look,
      step: "resolver",
      subject: resolver.address,
      examine: () => lookAtResolver(resolver),
    });
  for (const sink of sinkPorts) {
    const subject = `${sink.name}, port ${sink.port}`;
    await chart.look({ ...look, step: "sink-port", subject, examine: () => lookAtPort(sink) });
  }
  return chart.diagnoses;
}

async function examineEmbedded(): Promise<readonly Diagnosis[]> {
  const chart = new Chart();
  const examine = () => fine(true, "embedded: the simulator is started with the run, there is nothing to reach");
  await chart.look({ step: "backend", subject: "issuer backend", after: true, examine });
  return chart.diagnoses;
}
