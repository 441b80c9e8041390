import type { Mutant } from "./mutant.ts";
import { wrongTsp } from "./wrong-tsp.ts";

export const tspMutants: readonly Mutant[] = [
  wrongTsp("same-code-always", "LC-07", "The TSP sends the same code again although the policy is a new one.", () => ({
    decideResend: () => ({ send: "same-code" }),
  })),
  wrongTsp("new-code-always", "LC-07", "The TSP makes a new code although the policy is the same one.", () => ({
    decideResend: () => ({ send: "new-code" }),
  })),
  wrongTsp(
    "foreign-code",
    "LC-09",
    "The TSP accepts a code that it issued for another token.",
    ({ validateOtp, recallOtp }) => {
      const issued = new Set<string>();
      return {
        recallOtp: (codes, tokenUniqueReference) => {
          for (const { value } of codes.values()) issued.add(value);
          return recallOtp(codes, tokenUniqueReference);
        },
        validateOtp: (otp, typed, now) => validateOtp(otp, issued.has(typed) ? otp.value : typed, now),
      };
    },
  ),
  wrongTsp("cancelled-code-lives", "LC-11", "The TSP accepts the code of a cancelled digitization.", () => ({
    killOtp: (otp) => otp,
  })),
];
