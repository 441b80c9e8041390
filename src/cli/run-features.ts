import { Writable } from "node:stream";
import { type IRunOptions, type ISourcesCoordinates, runCucumber } from "@cucumber/cucumber/api";
import { StepproofError } from "../errors.ts";
import type { MailHogLocation } from "../testbed/mailhog-sink.ts";
import type { Envelope } from "../verdict/envelope.ts";
import type { StepCode } from "./shipped.ts";

export interface FeatureRun {
  readonly sources: ISourcesCoordinates;
  readonly steps: StepCode;
  readonly cwd: string;
  /** How many worker processes; 0 runs in this one. */
  readonly parallel: number;
  readonly seed: string;
  /** The id of a deliberately wrong system to run against. */
  readonly mutant?: string;
  /** Takes the mail instead of the test bed's own mail server. */
  readonly mailHog?: MailHogLocation;
  /** Path of the run file whose issuer the scenarios work with. */
  readonly profile?: string;
  /** File to write the issuer's answers to, or to play them from. */
  readonly record?: string;
  readonly replay?: string;
  /** Whether messages are looked at in a browser. */
  readonly browser?: boolean;
  /** Whether the browser stays open for the next run of this process; whoever asks for it ends with `stopLooking`. */
  readonly keepsBrowser?: boolean;
  /** Folder for pictures of messages. */
  readonly pictures?: string;
  /** Folder for what was said, and the salt of its digests. */
  readonly evidence?: { readonly folder: string; readonly salt: string };
  /** The port to tell of each secret of the run. */
  readonly secretsTo?: number;
  /** Ends the run at the first scenario that fails; default: every scenario is run. */
  readonly stopAtFailure?: boolean;
  /** Called as the messages come. */
  readonly onMessage: (envelope: Envelope) => void;
}

export interface FeatureRunOutcome {
  /** Every message of the run. */
  readonly envelopes: readonly Envelope[];
}

/** Runs the scenarios, in this process as often as one likes. Throws RUN_BROKE where Cucumber itself gives up. */
export async function runFeatures(run: FeatureRun): Promise<FeatureRunOutcome> {
  const envelopes: Envelope[] = [];
  const keep = (envelope: Envelope) => {
    envelopes.push(envelope);
    run.onMessage(envelope);
  };
  try {
    const { support } = await runCucumber(toRunOptions(run), { cwd: run.cwd, stdout: nowhere() }, keep);
    run.steps.loaded ??= support;
    return { envelopes };
  } catch (error) {
    throw broke(error);
  }
}

function toRunOptions({ sources, steps, parallel, stopAtFailure = false, ...run }: FeatureRun): IRunOptions {
  return {
    sources,
    support: toSupport(steps, parallel),
    runtime: {
      dryRun: false,
      failFast: stopAtFailure,
      filterStacktraces: true,
      parallel,
      retry: 0,
      retryTagFilter: "",
      strict: true,
      worldParameters: toParameters(run),
    },
    // A formatter for stdout is required; ours is the terminal summary, so its words go nowhere.
    formats: { stdout: "summary", files: {}, publish: false, options: {} },
  };
}

/** What is loaded here needs no looking for; worker processes load the steps themselves, and must find them. */
function toSupport({ loaded, importPaths, loaders }: StepCode, parallel: number): IRunOptions["support"] {
  if (!loaded) return { requireModules: [], requirePaths: [], importPaths: [...importPaths], loaders: [...loaders] };
  if (parallel > 0) return loaded;
  return { ...loaded, originalCoordinates: { ...loaded.originalCoordinates, importPaths: [] } };
}

type Parameters = Pick<
  FeatureRun,
  | "seed"
  | "mutant"
  | "mailHog"
  | "profile"
  | "record"
  | "replay"
  | "browser"
  | "keepsBrowser"
  | "pictures"
  | "evidence"
  | "secretsTo"
>;

/** What the steps are told; it crosses to worker processes, so it is plain. */
function toParameters({
  seed,
  mutant,
  mailHog,
  profile,
  record,
  replay,
  browser,
  keepsBrowser,
  pictures,
  evidence,
  secretsTo,
}: Parameters): IRunOptions["runtime"]["worldParameters"] {
  return {
    seed,
    ...(mutant !== undefined && { mutant }),
    ...(mailHog && { mailHog: { ...mailHog } }),
    ...(profile !== undefined && { profile }),
    ...(record !== undefined && { record }),
    ...(replay !== undefined && { replay }),
    ...(browser === true && { browser }),
    ...(keepsBrowser === true && { keepsBrowser }),
    ...(pictures !== undefined && { pictures }),
    ...(evidence && { evidence: { ...evidence } }),
    ...(secretsTo !== undefined && { secretsTo }),
  };
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

function broke(cause: unknown): StepproofError {
  return new StepproofError("RUN_BROKE", `the run could not be finished: ${messagesOf(cause).join(": ")}`, {
    hint: "The steps could not be loaded, or a hook around the run failed; npx cucumber-js shows the stack.",
    attribution: "HARNESS",
    cause,
  });
}

/** What an error says, and what it says of its cause: Cucumber only names the hook. */
function messagesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [String(error)];
  return [error.message, ...messagesOf(error.cause)];
}
