import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Pseudonyms } from "../evidence/recording.ts";
import type { RunFile } from "../run-file/run-file.ts";

/** A name in braces for each contact of the run file's End Users, in every form in which a backend answers it. */
export function pseudonymsOf({ endUsers }: Pick<RunFile, "endUsers">): Pseudonyms {
  const named = endUsers.flatMap(({ phone, email }, index) => [
    ...(phone === undefined
      ? []
      : phoneForms(phone).map(([form, value]) => [value, `{${form} of End User ${index + 1}}`] as const)),
    ...(email === undefined ? [] : [[email, `{e-mail of End User ${index + 1}}`] as const]),
  ]);
  return new Map(named);
}

function phoneForms(phone: string): readonly (readonly [form: string, value: string])[] {
  const national = parsePhoneNumberFromString(phone)?.nationalNumber;
  return [
    ["phone", phone],
    ["phone digits", phone.slice(1)],
    ...(national ? [["national number", String(national)] as const] : []),
  ];
}
