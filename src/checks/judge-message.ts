import type { CapturedMail, CapturedMessage, CapturedSms } from "../messages/captured-message.ts";
import { checkNoCardSecrets } from "./card-data.ts";
import { checkRecipient } from "./channel.ts";
import type { MessageExpectation } from "./expectation.ts";
import type { Finding } from "./finding.ts";
import { checkNothingHidden } from "./hidden-text.ts";
import { checkCharsets } from "./mail-charsets.ts";
import { checkMimeStructure, checkNoActiveContent } from "./mail-content.ts";
import { checkOneRecipient, checkPartsAgree, checkTextPart } from "./mail-form.ts";
import {
  checkAutoSubmitted,
  checkHandedOverUnderTls,
  checkHeaderNames,
  checkHeaders,
  checkSubjectKeepsOtp,
} from "./mail-headers.ts";
import { checkLineLengths } from "./mail-wire.ts";
import { checkOtpDirection, checkOtpPresent, checkOtpUnbroken, checkOtpUntouched } from "./otp-content.ts";
import { checkOtpExtracted } from "./otp-extractors.ts";
import { checkOtpUnambiguous } from "./otp-lookalikes.ts";
import { checkNoBin, checkNoFullPan, checkNoOtherPan, checkPanSuffix, checkPanTail } from "./pan-masking.ts";
import { checkNoPlaceholders } from "./rendering.ts";
import { checkDestination } from "./sms-form.ts";
import { checkCodeInOnePart, checkOneSmsPart, checkPairsWhole, checkPartsConsistent } from "./sms-parts.ts";
import { checkSenderForCountry, checkSenderForm } from "./sms-sender.ts";

/** Every rule that a single OTP message can be held against by itself. */
export function judgeMessage(message: CapturedMessage, expectation: MessageExpectation): readonly Finding[] {
  const content = [
    checkOtpPresent(message, expectation),
    checkOtpUnbroken(message, expectation),
    checkOtpUntouched(message, expectation),
    checkOtpDirection(message, expectation),
    checkNoPlaceholders(message, expectation),
  ];
  const masking = [
    checkPanSuffix(message, expectation),
    checkPanTail(message, expectation),
    checkNoFullPan(message, expectation),
    checkNoBin(message, expectation),
    checkNoOtherPan(message, expectation),
    checkNoCardSecrets(message, expectation),
  ];
  return [...content, ...masking, checkRecipient(message, expectation), ...judgeForm(message, expectation)];
}

function judgeForm(message: CapturedMessage, expectation: MessageExpectation): readonly Finding[] {
  return message.kind === "sms" ? judgeSmsForm(message, expectation) : judgeMailForm(message, expectation);
}

/** Every rule on the form of an SMS: its parts, its sender, where it went. */
export function judgeSmsForm(sms: CapturedSms, expectation: MessageExpectation): readonly Finding[] {
  return [
    checkPartsConsistent(sms),
    checkPairsWhole(sms),
    checkCodeInOnePart(sms, expectation),
    checkSenderForm(sms),
    checkSenderForCountry(sms, expectation),
    checkDestination(sms, expectation),
  ];
}

/** Every rule on the form of a mail: its headers, its parts, how it was handed over. */
export function judgeMailForm(mail: CapturedMail, expectation: MessageExpectation): readonly Finding[] {
  const headers = [
    checkHeaders(mail),
    checkHeaderNames(mail),
    checkAutoSubmitted(mail),
    checkSubjectKeepsOtp(mail, expectation),
    checkOneRecipient(mail, expectation),
  ];
  const parts = [
    checkTextPart(mail),
    checkPartsAgree(mail, expectation),
    checkNothingHidden(mail, expectation),
    checkNoActiveContent(mail),
    checkMimeStructure(mail),
  ];
  return [...headers, ...parts, checkCharsets(mail), checkLineLengths(mail), checkHandedOverUnderTls(mail)];
}

/**
 * How easily the code is found, and what it costs. It is a matter of the template together with the codes of the issuer's own networks:
 * beside an arbitrary code, a suffix of the same length is nobody's fault.
 */
export function judgeLegibility(message: CapturedMessage, { otp, card }: MessageExpectation): readonly Finding[] {
  const unambiguous = checkOtpUnambiguous(message, { otp, panSuffix: card.panSuffix });
  return message.kind === "sms"
    ? [unambiguous, checkOtpExtracted(message, { otp }), checkOneSmsPart(message)]
    : [unambiguous];
}
