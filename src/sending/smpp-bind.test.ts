import { expect, it } from "vitest";
import { startSmsCentre } from "../../simulators/sms-centre/start-sms-centre.ts";
import { systemClock } from "../clock.ts";
import { silent } from "../log.ts";
import { SmppBind } from "./smpp-bind.ts";

it("a bind shares its session, and never hands out one that is ending", async () => {
  const centre = await startSmsCentre({ clock: systemClock, log: silent });
  const bind = new SmppBind({ ...centre.smpp, systemId: "meridale", password: "secret", call: "D1 -> SMS centre" });
  const first = await bind.session();
  expect(await bind.session()).toBe(first);
  void first.close();
  const [second, third] = await Promise.all([bind.session(), bind.session()]);
  expect(second.isOpen).toBe(true);
  expect(second).not.toBe(first);
  expect(third).toBe(second);
  await bind.close();
  await centre.close();
});
