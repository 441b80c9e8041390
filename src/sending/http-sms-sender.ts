import { smsSubmitPath, smsSubmitResponse } from "../contract/sms-submit.ts";
import { StepproofError } from "../errors.ts";
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
 * Throws SMS_REFUSED with the HTTP status, SMS_UNREACHABLE, EGRESS_BLOCKED.
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
  if (status !== 200) throw refused(`${call}: POST ${smsSubmitPath} was refused with HTTP ${status}`);
  const answer = smsSubmitResponse.safeParse(parseJson(body));
  if (!answer.success)
    throw refused(`${call}: POST ${smsSubmitPath} was answered with something else than a message id`);
  return answer.data.messageId;
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
  return new StepproofError("SMS_UNREACHABLE", `${call}: POST ${smsSubmitPath} got no answer (${code})`, {
    hint: "Check that the SMS centre runs and that its URL is right.",
    attribution: "ENVIRONMENT",
    cause: error,
  });
}

const refused = (message: string): StepproofError =>
  new StepproofError("SMS_REFUSED", message, {
    hint: "Compare the request with src/contract/sms-submit.ts; the answer names the member that is wrong.",
    attribution: "IMPLEMENTATION",
  });
