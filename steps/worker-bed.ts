import { AfterAll, BeforeAll } from "@cucumber/cucumber";
import type { Mutant } from "../mutants/mutant.ts";
import type { D1Parts } from "../simulators/d1/parts.ts";
import { type ExpirySpelling, formatExpiry } from "../simulators/tsp/expiry.ts";
import type { TspParts } from "../simulators/tsp/parts.ts";
import type { Channel } from "../src/checks/expectation.ts";
import { ManualClock, type MovableClock, ShiftedClock } from "../src/clock.ts";
import { tellSecrets } from "../src/evidence/secret-collector.ts";
import { packageRoot } from "../src/package-root.ts";
import type { RunFile } from "../src/run-file/run-file.ts";
import type { OutgoingSms } from "../src/sending/sender.ts";
import { loadTemplateSet } from "../src/templates/load-template-set.ts";
import type { TemplateSet } from "../src/templates/template-set.ts";
import { DeliveryWatch } from "../src/testbed/delivery-watch.ts";
import { EndUserPool } from "../src/testbed/end-user-pool.ts";
import type { Replacements } from "../src/testbed/ground.ts";
import type { Lessor } from "../src/testbed/lease-issuer.ts";
import type { MailHogLocation } from "../src/testbed/mailhog-sink.ts";
import { passTimeOnFaults } from "../src/testbed/pass-time.ts";
import type { TestBed } from "../src/testbed/start-test-bed.ts";

import { Watermark } from "./late-messages.ts";

import { Sightings } from "./sightings.ts";
import { openTape, type Tape } from "./tape.ts";
import { openTemplateSource, type TemplateSource } from "./template-source.ts";
import { openZoneSource, type ZoneSource } from "./zone-source.ts";

/** What a network may be told to do for one scenario, beyond its policy. */
export interface NetworkQuirks {
  /** The correlation id of every digitization, instead of a fresh one. */
  correlationId?: string;
  /** What becomes of the parts of an SMS on their way from D1. */
  onTheWay?: NonNullable<OutgoingSms["onWire"]>;
  /** How every expiry is written; default: as the network does. */
  expirySpelling?: ExpirySpelling;
  /** What happens while D1 waits for the contact details. */
  duringLookUp?: () => void;
}

/** The systems of one Cucumber worker, and what its scenarios share: a clock, the templates, a run file's issuer. */
export interface WorkerBed {
  readonly bed: TestBed;
  readonly clock: MovableClock;
  readonly templates: TemplateSet;
  /** The files that they were loaded from, and what they must serve. */
  readonly templateSource: TemplateSource;
  /** The zone of the issuer's mail domain. */
  readonly zoneSource: ZoneSource;
  /** With a run file: whose issuer and End Users the scenarios work with. */
  readonly lessor?: Lessor;
  /** By what a code may be sent. */
  readonly channels: readonly Channel[];
  /** Waits for what a real issuer sends by itself; missing where nothing can be under way unseen. */
  readonly watch?: DeliveryWatch;
  readonly quirks: NetworkQuirks;
  readonly watermark: Watermark;
  readonly sightings: Sightings;
  /** Whether a recording answers in the issuer's place. */
  readonly replays: boolean;
}

interface RunParameters {
  readonly seed?: string;
  readonly mutant?: string;
  readonly mailHog?: MailHogLocation;
  /** Path of a run file. */
  readonly profile?: string;
  /** File to write the issuer's answers to when all is done. */
  readonly record?: string;
  /** File of a recording that answers instead of the issuer. */
  readonly replay?: string;
  /** The port to tell of each secret of the run. */
  readonly secretsTo?: number;
}

/** Any fixed instant does: nothing here depends on the time of day. */
const START = Date.UTC(2026, 6, 4, 10, 0, 0);

let started: WorkerBed | undefined;
let tape: Tape | undefined;
let allTold: (() => Promise<void>) | undefined;

/** Throws before BeforeAll has run. */
export function workerBed(): WorkerBed {
  if (!started) throw new Error("the test bed is not started");
  return started;
}

/** The systems are loaded where scenarios are played: whoever only hands them out to workers would load them for nothing. */
async function loadSystems() {
  return {
    ...(await import("../src/run-file/run-file.ts")),
    ...(await import("../src/testbed/run-file-bed.ts")),
    ...(await import("../src/testbed/run-file-signing.ts")),
    ...(await import("../src/testbed/start-test-bed.ts")),
  };
}

/** Ms: to load everything may take a while on a busy machine. */
const slow = { timeout: 30_000 };

BeforeAll(slow, async function (this: { readonly parameters: RunParameters }) {
  const { profile } = this.parameters;
  const { loadRunFile } = await loadSystems();
  const runFile = profile === undefined ? undefined : await loadRunFile(profile, { env: process.env });
  tape = runFile && (await openTape(this.parameters, runFile));
  started = await startWorkerBed(this.parameters, runFile);
  const { secretsTo } = this.parameters;
  if (secretsTo !== undefined) allTold = await tellSecrets(started.bed.secrets, secretsTo);
});

AfterAll(async () => {
  const [late] = started ? started.watermark.judgeLate(started.bed) : [];
  if (started) await tape?.end(started.bed.journal);
  await started?.templateSource.close();
  started?.zoneSource.close();
  await started?.bed.close();
  await allTold?.();
  started = undefined;
  if (late) throw new Error(`${late.requirement} ${late.result}: ${late.actual}`);
});

async function startWorkerBed(
  { seed = "stepproof", mutant, mailHog, replay }: RunParameters,
  runFile: RunFile | undefined,
): Promise<WorkerBed> {
  const { bedOptionsOf, openRunFileSigning, startTestBed } = await loadSystems();
  const quirks: NetworkQuirks = {};
  const templates = await loadTemplates(runFile);
  const wrong = mutant === undefined ? undefined : await loadMutant(mutant);
  const templateSource = await openTemplateSource(runFile, wrong);
  const zoneSource = await openZoneSource(runFile, wrong);
  // A real issuer's clock is the real one, so the bed's must be, too.
  const clock = runFile?.backend.kind === "real" ? new ShiftedClock() : new ManualClock(START);
  const bed = await startTestBed({
    ...(runFile && bedOptionsOf(runFile)),
    ...{ clock, seed, replace: replacements(wrong?.replace ?? {}, quirks) },
    ...(mailHog && { mailHog }),
  });
  passTimeOnFaults(bed, clock);
  const shared = {
    bed,
    clock,
    templates,
    templateSource,
    zoneSource,
    quirks,
    watermark: new Watermark(),
    sightings: new Sightings(bed),
    replays: replay !== undefined,
  };
  if (!runFile) return { ...shared, channels: ["sms", "email"] };
  const mailIdentity = await openRunFileSigning(runFile);
  const pool = new EndUserPool(runFile.endUsers);
  const lessor = { runFile, templates, pool, ...(mailIdentity && { mailIdentity }) };
  const sendsUnseen = runFile.backend.kind === "real" && runFile.delivery.mode === "issuer-managed";
  const watch = sendsUnseen ? { watch: new DeliveryWatch(bed, runFile.budgets) } : {};
  return { ...shared, lessor, channels: runFile.delivery.channels, ...watch };
}

/** There are more than a hundred, and hardly a run is about one. */
async function loadMutant(id: string): Promise<Mutant> {
  const { mutantNamed } = await import("../mutants/mutants.ts");
  return mutantNamed(id);
}

function replacements(wrong: Replacements, quirks: NetworkQuirks): Replacements {
  return {
    ...wrong,
    tsp: (parts) => withQuirks(wrong.tsp?.(parts) ?? parts, quirks),
    d1: (parts) => withQuirksOnTheWay(wrong.d1?.(parts) ?? parts, quirks),
  };
}

function loadTemplates(runFile: RunFile | undefined): Promise<TemplateSet> {
  if (!runFile) return loadTemplateSet(`${packageRoot}/examples/meridale-bank/templates`);
  const { folder, ...options } = runFile.templates;
  return loadTemplateSet(folder, { ...options });
}

const withQuirks = (parts: TspParts, quirks: NetworkQuirks): TspParts => ({
  ...parts,
  formatExpiry: (at) => (quirks.expirySpelling ? formatExpiry(at, quirks.expirySpelling) : parts.formatExpiry(at)),
  drawCorrelationId: (chance) => quirks.correlationId ?? parts.drawCorrelationId(chance),
});

const withQuirksOnTheWay = (parts: D1Parts, quirks: NetworkQuirks): D1Parts => ({
  ...parts,
  renderSms: (letter) => {
    const sms = parts.renderSms(letter);
    const { onTheWay } = quirks;
    return onTheWay ? { ...sms, onWire: (submits) => onTheWay(sms.onWire?.(submits) ?? submits) } : sms;
  },
  readConsumer: async (digitization) => {
    const consumer = await parts.readConsumer(digitization);
    quirks.duringLookUp?.();
    return consumer;
  },
});
