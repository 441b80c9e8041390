import type { z } from "zod";
import { tolerant } from "../../src/contract/tolerance.ts";
import { walletError } from "../../src/contract/wallet-tsp.ts";
import { StepproofError } from "../../src/errors.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "../../src/http.ts";

export interface TspConnection {
  /** The TSP's wallet-facing address, without a path. */
  readonly url: string;
  readonly request: HttpClient;
}

/** One call of the wallet; `doing` says in a few words what for, in errors. */
export interface WalletCall {
  readonly doing: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: object;
}

/**
 * Calls the TSP and reads its answer, tolerating unknown members. Throws WALLET_REFUSED on a status of 400 and above,
 * WALLET_ANSWER_INVALID on an answer of another shape, and what the HTTP client throws. Errors quote codes, never values.
 */
export async function callTsp<Shape extends z.ZodType>(
  { url, request }: TspConnection,
  call: WalletCall,
  answerShape: Shape,
): Promise<z.infer<Shape>> {
  const response = await request(toHttp(url, call));
  if (response.status >= 400) throw refused(call, response);
  const parsed = tolerant(answerShape).safeParse(parseJson(response.body));
  if (parsed.success) return parsed.data;
  throw misunderstood(call, parsed.error.issues[0]?.path.join(".") ?? "");
}

function toHttp(url: string, { method, path, body }: WalletCall): HttpRequest {
  const address = { method, url: `${url}${path}` };
  if (body === undefined) return address;
  return { ...address, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** What is not JSON is read as nothing, which no answer's shape allows. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function refused({ doing }: WalletCall, { status, body }: HttpResponse): StepproofError {
  const parsed = tolerant(walletError).safeParse(parseJson(body));
  // A foreign TSP could put anything into its error: only what looks like a code is repeated.
  const code = parsed.success && /^[A-Z_0-9]{1,64}$/.test(parsed.data.errorCode) ? ` ${parsed.data.errorCode}` : "";
  return new StepproofError("WALLET_REFUSED", `wallet -> TSP: ${doing} was refused (${status}${code})`, {
    hint: "Compare the call and the token's state with the wallet leg of the contract; the TSP's own log says more.",
    attribution: "IMPLEMENTATION",
  });
}

const misunderstood = ({ doing }: WalletCall, member: string): StepproofError =>
  new StepproofError("WALLET_ANSWER_INVALID", `wallet -> TSP: the answer to ${doing} is not as agreed at "${member}"`, {
    hint: "Compare the answer with src/contract/wallet-tsp.ts.",
    attribution: "IMPLEMENTATION",
  });
