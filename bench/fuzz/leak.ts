import { writeHeapSnapshot } from "node:v8";
import { fuzz } from "./fuzz-run.ts";
import { openHttpTarget } from "./http-target.ts";
const t = await openHttpTarget();
await fuzz(t, { seed: "1", inputs: 4000 });
globalThis.gc?.(); writeHeapSnapshot("/tmp/a.heapsnapshot");
await fuzz(t, { seed: "1", inputs: 8000, first: 4000 });
globalThis.gc?.(); writeHeapSnapshot("/tmp/b.heapsnapshot");
await t.close();
