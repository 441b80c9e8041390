import { fuzz } from "./fuzz-run.ts";
import { openDnsTarget } from "./dns-target.ts";
import { openSmppTarget } from "./smpp-target.ts";
const [which, n = "20000"] = process.argv.slice(2);
const t = await (which === "dns" ? openDnsTarget() : openSmppTarget());
const r = await fuzz(t, { seed: "1", inputs: Number(n) });
await t.close();
console.log({...r, memory: r.memory.map(m => [m.inputs, m.rss/1e6|0, m.heapUsed/1e6|0, m.external/1e6|0].join(" "))});
