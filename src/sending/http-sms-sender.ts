import { smsSubmitPath, smsSubmitResponse } from "../contract/sms-submit.ts";
import { causeCode, StepproofError } from "../errors.ts";
import type { HttpClient, HttpResponse } from "../http.ts";
import type { SmsSender } from "./sender.ts";

export interface HttpSmsSenderOptions {
  /** Base URL of the SMS centre's HTTP API. */
  readonly url: string;
  readonly request: HttpClient;
  /** Who calls whom, for errors. Default "sender -> SMS centre". */
  readonly call?: string;
}

/**
 * Sends over POST /sms. The HTTP client is the caller's, and closed by the caller.
 * Throws SMS_REFUSED or SMS_DEFERRED with the HTTP status, SMS_UNREACHABLE, SMS_UNANSWERED, EGRESS_BLOCKED.
 */
export function createHttpSmsSender(options: HttpSmsSenderOptions): SmsSender {
  const { url, request, call = "sender -> SMS centre" } = options;
  const submitUrl = new URL(smsSubmitPath, url).href;
  return {
    async send({ to, from, text }) {
      const body = JSON.stringify({ to, from, text });
      const headers = { "content-type": "application/json" };
      const response = await request({ method: "POST", url: submitUrl, headers, body }).catch((error: unknown) => {
        throw toSmsError(error, call);
      });
      return { messageId: toMessageId(response, call) };
    },
    close: () => Promise.resolve(),
  };
}

function toMessageId({ status, body }: HttpResponse, call: string): string {
  if (status !== 200) throw refused(`${call}: POST ${smsSubmitPath} was refused with HTTP ${status}`, status);
  const answer = smsSubmitResponse.safeParse(parseJson(body));
  if (answer.success) return answer.data.messageId;
  throw unanswered(`${call}: POST ${smsSubmitPath} was answered with something else than a message id`);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // The schema then says that this is not an answer.
  }
}

function toSmsError(error: unknown, call: string): unknown {
  if (error instanceof StepproofError && error.code === "EGRESS_BLOCKED") return error;
  const code = error instanceof StepproofError ? error.code : "UNKNOWN";
  const message = `${call}: POST ${smsSubmitPath} got no answer (${code})`;
  return wasNeverSent(error) ? unreachable(message, error) : unanswered(message, error);
}

/** Without a connection nothing was sent; whatever broke later may have broken after the message was taken. */
function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof StepproofError)) return false;
  return error.code === "HTTP_TLS" || (error.code === "HTTP_UNREACHABLE" && causeCode(error.cause) === "ECONNREFUSED");
}

/** 429 and 503 are for now; of the other errors none says that. Source: RFC 9110 §15.6.4, RFC 6585 §4. */
const refused = (message: string, status: number): StepproofError =>
  new StepproofError(status === 429 || status === 503 ? "SMS_DEFERRED" : "SMS_REFUSED", message, {
    hint: "Compare the request with src/contract/sms-submit.ts; the answer names the member that is wrong.",
    attribution: "IMPLEMENTATION",
  });

const unreachable = (message: string, cause: unknown): StepproofError =>
  new StepproofError("SMS_UNREACHABLE", message, {
    hint: "Check that the SMS centre runs and that its URL is right.",
    attribution: "ENVIRONMENT",
    cause,
  });

const unanswered = (message: string, cause?: unknown): StepproofError =>
  new StepproofError("SMS_UNANSWERED", message, {
    hint: "Look whether it arrived before it is sent again: the SMS centre may have taken it.",
    attribution: "ENVIRONMENT",
    cause,
  });
