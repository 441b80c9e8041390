import type { MailIdentity } from "../../src/mail-auth/mail-identity.ts";
import type { TemplateSet } from "../../src/templates/template-set.ts";

/** One card issuer served by this backend: what D1 and the issuer agreed on at onboarding. Source: contract.md 6.1. */
export interface IssuerTenant {
  readonly issuerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Blank-separated; without it, whatever scope is asked for is let pass. */
  readonly scope?: string;
  readonly templates: TemplateSet;
  readonly smsSenderId: string;
  /** For countries whose networks take no name as the sender. */
  readonly smsSenderNumber?: string;
  readonly mailFrom: string;
  /** The return path and the DKIM key of its mail; without it mail goes unsigned. */
  readonly mailIdentity?: Pick<MailIdentity, "returnPath" | "signing">;
  /** Seconds a bearer is good for. */
  readonly tokenLifetimeS: number;
  /** D1's specification has `expires_in` as a string, the eCom one as a number: (3). */
  readonly expiresInAs: "string" | "number";
}

export class Tenants {
  readonly #byIssuerId = new Map<string, IssuerTenant>();

  /** Onboarding again replaces what was agreed before. */
  onboard(issuer: IssuerTenant): void {
    this.#byIssuerId.set(issuer.issuerId, issuer);
  }

  find(issuerId: string): IssuerTenant | undefined {
    return this.#byIssuerId.get(issuerId);
  }

  all(): readonly IssuerTenant[] {
    return [...this.#byIssuerId.values()];
  }
}
