import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { silent } from "../../src/log.ts";
import { bankZone, senderZone } from "./meridale-zones.fixture.ts";
import { type DnsServer, startDnsServer } from "./start-dns-server.ts";

const program = "dig";
const hasDig = spawnSync(program, ["-v"]).error === undefined;
if (!hasDig) console.warn("dig is not installed: that it understands the DNS server is not tested here");

describe.skipIf(!hasDig)("dig (skipped where it is not installed)", () => {
  let server: DnsServer;
  beforeAll(async () => {
    server = await startDnsServer({ clock: systemClock, log: silent, zones: [bankZone, senderZone] });
  });
  afterAll(() => server.close());

  async function dig(...args: readonly string[]): Promise<string> {
    const place = [`@${server.host}`, "-p", String(server.port), "+tries=1", "+time=2"];
    const { stdout } = await promisify(execFile)(program, [...place, ...args], { timeout: 5000 });
    return stdout.replaceAll("\t", " ");
  }

  it("finds nothing to warn of but that the server does no recursion", async () => {
    const output = await dig("email.meridale.example", "TXT");
    expect(output.match(/WARNING.*/g)).toEqual(["WARNING: recursion requested but not available"]);
    expect(output).toContain("status: NOERROR");
    expect(output).toContain("flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1");
    expect(output).toContain("; EDNS: version: 0, flags:; udp: 1232");
    expect(output).toContain('email.meridale.example. 3600 IN TXT "v=spf1 ip4:192.0.2.25 -all"');
  });

  it.each([
    [["mail.email.meridale.example", "AAAA"], "2001:db8::25"],
    [["email.meridale.example", "MX"], "10 mail.email.meridale.example."],
    [["email.meridale.example", "SOA"], "ns1.email.meridale.example. hostmaster.email.meridale.example. 1 7200"],
    [["parts.email.meridale.example", "TXT"], '"one" "two" "\\255\\000"'],
    [["s1._domainkey.email.meridale.example", "TXT"], 's1.dkim.d1.example.\n"v=DKIM1; p=MIIB"'],
    [["+tcp", "_dmarc.email.meridale.example", "TXT"], '"v=DMARC1; p=reject"'],
    [["huge.email.meridale.example", "TXT"], "d".repeat(255)],
    [["+noedns", "large.email.meridale.example", "TXT"], "c".repeat(255)],
    [["+notcp", "email.meridale.example", "ANY"], '"RFC8482" ""'],
  ])("gets %j", async (args, expected) => {
    expect(await dig("+short", ...args)).toContain(expected);
  });

  it.each([
    [["nowhere.email.meridale.example", "TXT"], "NXDOMAIN"],
    [["email.meridale.example", "AXFR"], "Transfer failed."],
    [["email.meridale.example", "CH", "TXT"], "REFUSED"],
    [["+edns=1", "+noednsnegotiation", "email.meridale.example", "TXT"], "BADVERS"],
    [["+opcode=notify", "email.meridale.example", "SOA"], "NOTIMP"],
    [["+ignore", "huge.email.meridale.example", "TXT"], "flags: qr aa tc rd;"],
  ])("is told of %j: %s", async (args, expected) => {
    expect(await dig(...args)).toContain(expected);
  });

  it("gets the SOA where there is nothing", async () => {
    expect(await dig("+noall", "+authority", "b.c.email.meridale.example", "TXT")).toMatch(
      /^email\.meridale\.example\. 300 IN SOA /m,
    );
  });
});
