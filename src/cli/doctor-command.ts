import type { AddCommand } from "./command.ts";
import type { DoctorCommandOptions } from "./doctor.ts";

export const addDoctor: AddCommand = (program, site, finish) => {
  program
    .command("doctor")
    .description("look at all that a run needs before it begins: files, ports, and the issuer backend as D1 calls it")
    .option("--profile <file>", "the run file of the issuer (default: everything embedded)")
    .option("--json", "print the diagnoses as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof doctor --profile bank/stepproof.yaml\n")
    .action(async (options: DoctorCommandOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { doctor } = await import("./doctor.ts");
      finish(await doctor(options, site));
    });
};
