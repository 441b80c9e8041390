import { z } from "zod";
import { type Accounts, accountFor, carriers, failureReasons } from "./ledger.ts";

/** How a step reports the ledger of its scenario: a JSON attachment of this media type. */
export const LEDGER_MEDIA_TYPE = "application/vnd.stepproof.ledger+json";

const scenarioLedger = z.strictObject({
  /** As the TSP made them, in their order. */
  requests: z.array(z.strictObject({ requestId: z.string(), errorCode: z.string().exactOptional() })).readonly(),
  lines: z
    .array(
      z.strictObject({
        requestId: z.string(),
        carrier: z.enum(carriers),
        askedAt: z.number(),
        settledAt: z.number(),
        tries: z.int(),
        fate: z.union([
          z.strictObject({ outcome: z.literal("delivered") }),
          z.strictObject({ outcome: z.literal("failed"), reason: z.enum(failureReasons) }),
        ]),
        errorCode: z.string().exactOptional(),
      }),
    )
    .readonly(),
});

/** The delivery requests of one scenario, and what became of them. */
export type ScenarioLedger = z.infer<typeof scenarioLedger>;

/** What an attachment says; `undefined` where it is no ledger. */
export const parseScenarioLedger = (value: unknown): ScenarioLedger | undefined => scenarioLedger.safeParse(value).data;

export const accountForScenario = ({ requests, lines }: ScenarioLedger): Accounts => accountFor(requests, lines);
