import { z } from "zod";
import { StepproofError } from "../errors.ts";
import type { FaultRule } from "../faults/fault-rule.ts";
import { parseFault } from "../faults/parse-fault.ts";

/** One sentence, as what it means. */
export const faultInWords: z.ZodType<FaultRule, string> = z
  .string("a fault in words")
  .transform((sentence, context) => {
    try {
      return parseFault(sentence);
    } catch (error) {
      if (!(error instanceof StepproofError)) throw error;
      context.addIssue({ code: "custom", message: `a fault in words: ${error.message}. ${error.hint}` });
      return z.NEVER;
    }
  });
