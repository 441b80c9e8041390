import { type Command, Option } from "commander";
import type { Finish } from "./command.ts";
import type { DnsRecordsOptions } from "./dns-records.ts";
import type { Site } from "./site.ts";

/** Adds `records` to the `dns` command. */
export function addDnsRecords(dns: Command, site: Site, finish: Finish): void {
  dns
    .command("records")
    .description("write the records that let D1 send mail in the issuer's name, ready to paste")
    .option("--domain <name>", "the mail domain (default: the run file's)")
    .option("--selector <name>", "a DKIM selector; may stand several times (default: stepproof1)", append)
    .option("--key <file>", "the PEM key of a selector, in their order; may stand several times", append)
    .option("--new-key <file>", "make a key for the first selector without one, and write its private half here")
    .option("--cname <domain>", "the keys stand at this domain, and the selectors point there")
    .option("--sender <address>", "an address that hands mail over; may stand several times", append)
    .option("--include <host>", "the host whose SPF record names the sender's addresses")
    .option("--mail-from <name>", "the domain that bounces go to (default: the mail domain)")
    .option("--profile <file>", "the run file that says all this")
    .addOption(new Option("--format <format>", "how").choices(["table", "zone", "json"]).default("table"))
    .option("--whole", "with --format zone: a zone of its own, with SOA and NS")
    .addHelpText("after", "\nExample:\n  $ stepproof dns records --domain email.bank.example --format zone\n")
    .action(async (options: DnsRecordsOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { dnsRecords } = await import("./dns-records.ts");
      finish(await dnsRecords(options, site));
    });
}

const append = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
