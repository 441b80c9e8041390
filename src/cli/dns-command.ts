import type { AddCommand } from "./command.ts";
import type { DnsCheckOptions } from "./dns-check.ts";
import { addDnsRecords } from "./dns-records-command.ts";

export const addDns: AddCommand = (program, site, finish) => {
  const dns = program.command("dns").description("the DNS records that let D1 send mail in the issuer's name");
  addDnsRecords(dns, site, finish);
  dns
    .command("check")
    .description("judge SPF, DKIM keys, DMARC and what stands around them, and say what to paste")
    .option("--zone <file>", "the zone file of the mail domain")
    .option("--resolver <address>", "a resolver to ask, or to ask for what the zone file does not hold")
    .option("--domain <name>", "the mail domain (default: the zone's)")
    .option("--mail-from <name>", "the domain that bounces go to (default: the mail domain)")
    .option("--selector <name>", "a DKIM selector that signs; may stand several times (default: the zone's)", append)
    .option("--sender <address>", "an address that the sender hands mail over from; may stand several times", append)
    .option("--profile <file>", "the run file that says all this")
    .option("--json", "print the findings as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof dns check --zone email.bank.example.zone --sender 192.0.2.25\n")
    .action(async (options: DnsCheckOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { checkDns } = await import("./dns-check.ts");
      finish(await checkDns(options, site));
    });
};

const append = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
