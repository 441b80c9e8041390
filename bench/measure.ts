import { measurements } from "./measurements.ts";

// One run of one measurement in this process: prints its readings as JSON.
const [, , name] = process.argv;
const wanted = measurements.find((each) => each.name === name);
if (!wanted) throw new Error(`measure: one of ${measurements.map((each) => each.name).join(", ")}`);
process.stdout.write(`${JSON.stringify(await wanted.measure())}\n`, () => process.exit());
