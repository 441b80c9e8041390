import type { TlsIdentity } from "../http.ts";

/** All that one must know to call an issuer backend as D1 would: the simulator's, or that of a real issuer. */
export interface IssuerAccess {
  readonly issuerId: string;
  /** For people: "Meridale Bank". */
  readonly name: string;
  /** Base URL of the backend, without a path. */
  readonly backendUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  /** The client certificate that D1 shows, and the authority of the backend's certificate. */
  readonly identity: TlsIdentity;
  /** A client certificate that the backend must refuse: of an authority it does not know. */
  readonly foreignIdentity: TlsIdentity;
}
