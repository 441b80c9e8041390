import { Refusal } from "./refusal.mjs";

const MAX_BODY_OCTETS = 64 * 1024;

/** The operations that D1 calls. Names in the paths are what D1 sends: ids of the issuer, or of a digital card. */
const operations = [
  ["token", "POST", /^\/authz\/d1\/v1\/oauth2\/token$/],
  ["consumer", "GET", /^\/banking\/d1\/v1\/issuers\/(?<issuerId>[^/]+)\/consumers\/(?<consumerId>[^/]+)$/],
  ["otp", "POST", /^\/banking\/d1\/v1\/issuers\/(?<issuerId>[^/]+)\/consumers\/(?<consumerId>[^/]+)\/otp$/],
  ["card", "POST", /^\/notifications\/d1\/v1\/issuers\/(?<issuerId>[^/]+)\/cards\/(?<subjectId>[^/]+)\/notifications$/],
  [
    "digitalCard",
    "POST",
    /^\/notifications\/d1\/v1\/issuers\/(?<issuerId>[^/]+)\/digitalCards\/(?<subjectId>[^/]+)\/notifications$/,
  ],
];

/** Which operation is called, on whom, with what. Throws 400, 404, 405, 413 and 415. */
export async function readCall(request) {
  if (!URL.canParse(request.url, "https://issuer")) throw new Refusal(400, "The address cannot be read.");
  const { pathname, searchParams } = new URL(request.url, "https://issuer");
  const found = operations.find(([, , pattern]) => pattern.test(pathname));
  if (!found) throw new Refusal(404, "There is no such operation.");
  const [operation, method, pattern] = found;
  if (request.method !== method) throw new Refusal(405, "The operation has another method.");
  const ids = pattern.exec(pathname).groups ?? {};
  const call = { operation, ...ids, query: searchParams, headers: request.headers };
  if (method === "GET") return call;
  requireMediaType(call, operation === "token" ? "application/x-www-form-urlencoded" : "application/json");
  return { ...call, text: await readText(request) };
}

/** A JSON object. Unknown members are kept; whoever reads it takes what it knows. Throws 400. */
export function readJson({ text }) {
  try {
    const body = JSON.parse(text);
    if (typeof body === "object" && body !== null) return body;
  } catch {
    // The parser's own error would quote the body.
  }
  throw new Refusal(400, "The body is not a JSON object.");
}

/** A member that must be a text with something in it. Throws 400, naming the member and not its value. */
export function requireText(value, member) {
  if (typeof value === "string" && value !== "") return value;
  throw new Refusal(400, `Missing or malformed: ${member}`);
}

function requireMediaType({ headers }, wanted) {
  const [given = ""] = (headers["content-type"] ?? "").split(";");
  if (given.trim().toLowerCase() !== wanted) throw new Refusal(415, `The body must be ${wanted}.`);
}

async function readText(request) {
  const chunks = [];
  let octets = 0;
  // Not destroyed when we stop reading: the refusal still has to go out on this connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    octets += chunk.length;
    if (octets > MAX_BODY_OCTETS) throw new Refusal(413, "The body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
