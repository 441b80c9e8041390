import type { KnownTrouble } from "./known-trouble.ts";

/**
 * What makes a TLS handshake fail. Certificate faults have OpenSSL's verification names, alerts come as
 * `ERR_SSL_…_ALERT_…`; a certificate is somebody's setting, so nearly all of it is CONFIGURATION.
 */
export const tlsTroubles: readonly KnownTrouble[] = [
  {
    codes: /^CERT_HAS_EXPIRED$/,
    actual: "the server's certificate has expired",
    hint: "Renew the certificate of the issuer backend, and check that the whole chain is renewed.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^CERT_NOT_YET_VALID$/,
    actual: "the server's certificate is not valid yet",
    hint: "Check the clock of this machine, and from when the certificate holds.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)$/,
    actual: "the server's certificate is for another name",
    hint: "Call the backend by a name in its certificate's subjectAltName, or have one issued that holds this name.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE)/,
    actual: "the server's certificate is of an authority that the run file does not trust",
    hint: "Put the authority that signed it into the run file's ca; a server must send its intermediate certificates as well.",
    attribution: "CONFIGURATION",
  },
  {
    codes:
      /^(CERT_REVOKED|CERT_REJECTED|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|CERT_CHAIN_TOO_LONG|HOSTNAME_MISMATCH)$/,
    actual: "the server's certificate may not be used for this",
    hint: "Have a server certificate issued (extendedKeyUsage serverAuth) under a valid chain.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^ERR_SSL_(WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG)$/,
    actual: "the server does not speak TLS on this port",
    hint: "Name the port that serves HTTPS in the run file.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^ERR_SSL_(TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|VERSION_TOO_LOW)$/,
    actual: "the server offers neither TLS 1.2 nor TLS 1.3",
    hint: "Switch TLS 1.2 or 1.3 on at the issuer backend or its load balancer.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^ERR_SSL_.*(ALERT_CERTIFICATE_REQUIRED|PEER_DID_NOT_RETURN_A_CERTIFICATE)$/,
    actual: "the server demands a client certificate and got none",
    hint: "Name clientCertificate and clientKey in the run file.",
    attribution: "CONFIGURATION",
  },
  {
    codes:
      /^ERR_SSL_.*ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED|DECRYPT_ERROR)/,
    actual: "the server refuses our client certificate",
    hint: "Let the issuer backend trust the authority that signed the run file's clientCertificate, or name the right certificate.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^ERR_SSL_.*ALERT_CERTIFICATE_(EXPIRED|REVOKED)$/,
    actual: "the server calls our client certificate expired or revoked",
    hint: "Have the run file's clientCertificate renewed.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^(EPROTO|ERR_SSL_|ERR_TLS_)/,
    actual: "the TLS handshake failed",
    hint: "Compare protocol versions, cipher suites and client certificates of both sides; openssl s_client shows the alert.",
    attribution: "CONFIGURATION",
  },
  {
    codes: /^(ERR_OSSL_|ERR_CRYPTO_)/,
    actual: "a certificate or key of the run file cannot be used",
    hint: "Name PEM files: clientCertificate, the clientKey that belongs to it, without a passphrase, and ca.",
    attribution: "CONFIGURATION",
  },
];
