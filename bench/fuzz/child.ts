import { parseArgs } from "node:util";
import { fuzz } from "./fuzz-run.ts";
import { targets } from "./fuzz-target.ts";
import { InFlight } from "./in-flight.ts";
import { openTarget } from "./open-target.ts";

// One server under fire in a process of its own: a crash of it is a crash of the process, which the parent sees.

const { values } = parseArgs({
  options: {
    server: { type: "string" },
    seed: { type: "string", default: "" },
    inputs: { type: "string", default: "0" },
    first: { type: "string", default: "0" },
    lanes: { type: "string" },
    "in-flight": { type: "string", default: "" },
  },
});
const server = targets.find((name) => name === values.server) ?? "dns";
const inFlight = new InFlight(values["in-flight"]);
const target = await openTarget(server);
const result = await fuzz(target, {
  seed: `${values.seed}/${server}`,
  inputs: Number(values.inputs),
  first: Number(values.first),
  ...(values.lanes !== undefined && { lanes: Number(values.lanes) }),
  onBurst: (lane, firstInput) => inFlight.begin(lane, firstInput),
  onRound: () => process.send?.({ alive: true }),
});
await target.close();
inFlight.close();
process.send?.({ result });
process.disconnect();
