import type { KnownTrouble } from "./known-trouble.ts";

/** What keeps a connection from being made or cuts it. Names: libuv, c-ares and Node's HTTP parser. */
export const connectionTroubles: readonly KnownTrouble[] = [
  {
    codes: /^(ENOTFOUND|ENODATA|EBADNAME)$/,
    actual: "the host name is not known",
    hint: "Correct the host in the run file; if it is right, this machine's resolver does not see that domain (VPN, internal DNS).",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^(EAI_AGAIN|EAI_FAIL|ESERVFAIL|EREFUSED|ETIMEOUT)$/,
    actual: "the resolver of this machine does not answer",
    hint: "Check the network and the resolver (/etc/resolv.conf), then try again.",
    attribution: "ENVIRONMENT",
  },
  {
    codes: /^ECONNREFUSED$/,
    actual: "nothing listens there",
    hint: "Start the issuer backend, or correct host and port in the run file.",
    attribution: "ENVIRONMENT",
  },
  {
    codes: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
    actual: "the host cannot be reached",
    hint: "Check network, VPN, routing and firewall between this machine and the host.",
    attribution: "ENVIRONMENT",
  },
  {
    codes: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/,
    actual: "the other side hung up before it had answered",
    hint: "Look into its log; a proxy between may do this too, and so does a server that knows no client certificate of this authority.",
    attribution: "ENVIRONMENT",
  },
  {
    codes: /^(EACCES|EPERM)$/,
    actual: "this machine does not allow it",
    hint: "Check local firewall rules and, of a file, who may read it.",
    attribution: "ENVIRONMENT",
  },
  {
    codes: /^(EMFILE|ENFILE|ENOBUFS)$/,
    actual: "this machine has no sockets left",
    hint: "Raise the limit of open files (ulimit -n), or end what holds them.",
    attribution: "ENVIRONMENT",
  },
  {
    codes: /^HPE_/,
    actual: "what came back is not HTTP",
    hint: "Check the port; if it is the right one, the backend's answer breaks the protocol.",
    attribution: "IMPLEMENTATION",
  },
];
