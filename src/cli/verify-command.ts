import type { AddCommand } from "./command.ts";
import type { VerifyOptions } from "./verify.ts";

export const addVerify: AddCommand = (program, site, finish) => {
  program
    .command("verify")
    .description("verify a signed run, offline: that nothing was altered, and who vouches for it")
    .argument("<folder>", "the folder of a signed run")
    .option("--key <file>", "a public key that you trust; may be given again", alsoKey, [])
    .option("--json", "print the verification as JSON")
    .addHelpText(
      "after",
      "\nExit code: 0 verified, 1 refused, 3 intact but signed by nobody you named.\n\nExample:\n  $ stepproof verify reports/latest --key keys/stepproof.pub\n",
    )
    .action(async (folder: string, options: VerifyOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { verify } = await import("./verify.ts");
      finish(await verify(folder, options, site));
    });
};

const alsoKey = (file: string, earlier: readonly string[]): readonly string[] => [...earlier, file];
