import { startSmsCentre } from "../simulators/sms-centre/start-sms-centre.ts";
import { systemClock } from "../src/clock.ts";
import { createHttpClient } from "../src/http.ts";
import { Latencies } from "../src/load/latencies.ts";
import { silent } from "../src/log.ts";
import { createSmppSender } from "../src/sending/smpp-sender.ts";
import type { Readings } from "./readings.ts";
import { repeatFor } from "./window.ts";

const WINDOW_MS = 1_500;
const LANES = 8;
const LIMITS = { timeoutMs: 5_000 };

/** Milliseconds from a message being filed to whoever waits for it running on: in this process, and over HTTP. */
export async function measureWaking(): Promise<Readings> {
  const centre = await startSmsCentre({ clock: systemClock, log: silent });
  const sender = createSmppSender({ ...centre.smpp, systemId: "bench", password: "bench" });
  const { request, close } = createHttpClient({ call: "bench -> SMS centre" });
  const filed = new Map<string, number>();
  centre.inbox.onMessage(({ recipient }) => filed.set(recipient, performance.now()));
  const here = new Latencies();
  const byHttp = new Latencies();
  const timeOne = async (lane: number, latencies: Latencies, wait: (recipient: string) => Promise<unknown>) => {
    const to = `+1202555010${lane}`;
    const woken = wait(to).then(() => latencies.record(performance.now() - (filed.get(to) ?? 0)));
    await Promise.all([sender.send({ to, from: "Meridale", text: "123456 is your code" }), woken]);
    centre.inbox.clear();
  };
  const inProcess = (recipient: string) => centre.inbox.waitFor({ recipient, after: centre.inbox.cursor }, LIMITS);
  const overHttp = (recipient: string) => {
    const query = new URLSearchParams({ recipient, after: String(centre.inbox.cursor), timeout: "5000" });
    return request({ method: "GET", url: `${centre.url}/inbox/wait?${query}` });
  };
  await repeatFor(WINDOW_MS, LANES, (lane) => timeOne(lane, here, inProcess));
  await repeatFor(WINDOW_MS, LANES, (lane) => timeOne(lane, byHttp, overHttp));
  close();
  await sender.close();
  await centre.close();
  return { p99: here.percentiles().p99, p99Http: byHttp.percentiles().p99 };
}
