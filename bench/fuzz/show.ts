import { makeBurst } from "./make-burst.ts";
import { openSmtpTarget } from "./smtp-target.ts";
const t = await openSmtpTarget();
for (const n of process.argv.slice(2)) {
  const b = makeBurst(t, "1", Math.floor(Number(n)/16));
  console.log(n, b.units.map(u => JSON.stringify(u.octets.toString("latin1").slice(0, 100))).join("\n"));
}
await t.close();
