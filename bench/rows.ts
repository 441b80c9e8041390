import type { Readings } from "./readings.ts";

/** One line of the table: what is read from which measurement, and how it was measured. */
export interface Row {
  readonly measurement: string;
  readonly reading: string;
  readonly label: string;
  readonly unit: string;
  readonly digits?: number;
  /** What it should be. */
  readonly aim?: string;
}

const flows = (channel: "SMS" | "e-mail", measurement: string, aim: string): readonly Row[] => [
  { measurement, reading: "rate", label: `whole ${channel} flows`, unit: "/s" },
  { measurement, reading: "floorRate", label: "– floor: as many bare exchanges and one bare hand-over", unit: "/s" },
  { measurement, reading: "ratio", label: "– ratio to the floor", unit: "", digits: 2, aim: "≥ 0.5" },
  { measurement, reading: "p50", label: "– chosen to activated, p50", unit: " ms", digits: 1 },
  { measurement, reading: "p95", label: "– chosen to activated, p95", unit: " ms", digits: 1 },
  { measurement, reading: "p99", label: "– chosen to activated, p99", unit: " ms", digits: 1 },
  { measurement: `${measurement}-2`, reading: "rate", label: `whole ${channel} flows, two processes`, unit: "/s", aim },
];

const mail = (server: string, label: string, aim?: string): readonly Row[] => [
  {
    measurement: `mail-${server}`,
    reading: "pooled",
    label: `${label}, pooled`,
    unit: "/s",
    ...(aim !== undefined && { aim }),
  },
  { measurement: `mail-${server}`, reading: "oneShot", label: `${label}, a connection a mail`, unit: "/s" },
];

export const rows: readonly Row[] = [
  ...flows("SMS", "sms-flows", "≥ 400/s"),
  ...flows("e-mail", "email-flows", "≥ 250/s"),
  ...mail("ours", "mails taken: our mail server", "≥ bare"),
  ...mail("bare", "– bare smtp-server, keeps nothing"),
  ...mail("maildev", "– MailDev 3.0.0"),
  ...mail("smtp-tester", "– smtp-tester 2.1.0"),
  {
    measurement: "sms-centre",
    reading: "submits",
    label: "submit_sm taken by the SMS centre",
    unit: "/s",
    aim: "≥ 10,000/s",
  },
  {
    measurement: "waking",
    reading: "p99",
    label: "message filed to waiting test woken, p99",
    unit: " ms",
    digits: 2,
    aim: "< 5 ms",
  },
  {
    measurement: "waking",
    reading: "p99Http",
    label: "– waiting over HTTP, p99",
    unit: " ms",
    digits: 2,
    aim: "< 5 ms",
  },
  {
    measurement: "bed-start",
    reading: "first",
    label: "start of the whole test bed, keys made",
    unit: " ms",
    aim: "< 300 ms",
  },
  { measurement: "bed-start", reading: "next", label: "– the next one of the process", unit: " ms", aim: "< 300 ms" },
  {
    measurement: "memory",
    reading: "slope",
    label: "live heap, growth over 100,000 flows",
    unit: " MB",
    digits: 1,
    aim: "flat",
  },
  { measurement: "memory", reading: "heap", label: "– live heap after 27,000 flows", unit: " MB" },
  {
    measurement: "scenarios-1",
    reading: "rate",
    label: "scenarios of `stepproof run`, 1 worker",
    unit: "/s",
    digits: 1,
  },
  { measurement: "scenarios-2", reading: "rate", label: "– 2 workers", unit: "/s", digits: 1 },
  {
    measurement: "scenarios-2",
    reading: "seconds",
    label: "– 2 workers, start to verdict",
    unit: " s",
    digits: 1,
    aim: "< 8 s",
  },
];

/** What every run of a measurement read. */
export type Runs = ReadonlyMap<string, readonly Readings[]>;
