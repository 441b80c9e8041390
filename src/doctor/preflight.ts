import type { LoadTemplateSetOptions } from "../templates/load-template-set.ts";
import type { IssuerAccess } from "../testbed/issuer-access.ts";

/** What is to be looked at before a run. */
export interface Preflight {
  readonly templates: { readonly folder: string; readonly options?: LoadTemplateSetOptions };
  /** The zone file of the sender's domain, and that domain. */
  readonly zone?: { readonly file: string; readonly origin: string };
  /** Who is asked for the sender's domain, HOST or HOST:PORT. */
  readonly resolver?: { readonly address: string; readonly domain: string };
  /** Ports that the run file fixes, by what shall listen there. */
  readonly sinkPorts: readonly SinkPort[];
  /** Absent: the backend is the simulator, which is started with the run. */
  readonly issuer?: RealIssuer;
}

export interface SinkPort {
  readonly name: string;
  readonly port: number;
}

/** A real backend, and somebody it knows. */
export interface RealIssuer {
  readonly access: Pick<
    IssuerAccess,
    "issuerId" | "backendUrl" | "tokenUrl" | "clientId" | "clientSecret" | "scope" | "identity"
  >;
  /** An active End User of the run file; none: nobody is asked for. */
  readonly endUser?: { readonly consumerId: string; readonly cardId?: string };
}

/** Whether the token endpoint stands on the backend's own server: then it need not be looked at twice. */
export const sharesServer = ({ backendUrl, tokenUrl }: RealIssuer["access"]): boolean =>
  new URL(backendUrl).host === new URL(tokenUrl).host;
