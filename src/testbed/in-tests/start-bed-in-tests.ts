import type { TlsIdentity } from "../../http.ts";
import type { TestBedOptions as SystemOptions } from "../ground.ts";
import { type ExampleIssuerOptions, openExampleIssuer } from "../open-example-issuer.ts";
import { type TestBed as SimulatedSystems, startTestBed as startSystems } from "../start-test-bed.ts";
import { type Bed, toBed } from "./bed.ts";

export interface TestBedOptions extends Pick<SystemOptions, "clock" | "seed" | "ports"> {
  /** How the simulated issuer differs from the example: delivery mode, templates, policy of its codes … */
  readonly issuer?: ExampleIssuerOptions;
}

/** URLs of what listens; all on 127.0.0.1. */
export interface Addresses {
  /** Where wallets call. */
  readonly tsp: string;
  /** HTTPS, and a client certificate is asked for: see `identity`. */
  readonly d1: string;
  readonly issuerBackend: string;
  /** `POST /sms`, and the inbox under `/inbox`. */
  readonly smsCentre: string;
  /** Any system id and password may bind. */
  readonly smpp: string;
  readonly smtp: string;
  /** MailHog's API, and the inbox under `/inbox`. */
  readonly mailServer: string;
}

/** Every system of the flow, on sockets of its own. */
export interface TestBed extends Bed {
  readonly addresses: Addresses;
  /** A client certificate that D1 and the issuer backend accept, and the authority behind every server's; PEM. */
  readonly identity: TlsIdentity;
}

/**
 * Starts every simulated system on loopback, with Meridale Bank as the issuer. One bed can serve a whole test file:
 * everybody enrolled has contacts and cards of their own.
 * Throws PORT_IN_USE for a port that was asked for, and what templates of your own get wrong.
 *
 * @example
 * await using bed = await startTestBed();
 * const nadia = await bed.enrol();
 * const card = await nadia.addCard();
 * await card.choose("sms");
 * const sms = await nadia.nextSms();
 * expect(sms.panSuffix).toBe(nadia.profile.cards[0]?.pan.slice(-4));
 * expect(await card.typeCode(sms.code)).toMatchObject({ result: "SUCCESS" });
 */
export async function startTestBed({ issuer, ...options }: TestBedOptions = {}): Promise<TestBed> {
  const systems = await startSystems(options);
  const opened = await openExampleIssuer(systems, "issuer", issuer);
  return { ...toBed(systems, opened), addresses: addressesOf(systems), identity: systems.identities.d1 };
}

function addressesOf({ tsp, d1, issuerBackend, smsCentre, addresses }: SimulatedSystems): Addresses {
  return {
    tsp: tsp.url,
    d1: d1.url,
    issuerBackend: issuerBackend.url,
    smsCentre: smsCentre.url,
    smpp: addresses["SMS centre, SMPP"] ?? "",
    smtp: addresses["mail server, SMTP"] ?? "",
    mailServer: addresses["mail server, HTTP"] ?? "",
  };
}
