import { templateFault } from "./template-fault.ts";

/** A subject is one line with something in it; a line break would start another header. Rule: EM-11. */
export function checkSubjectLine(source: string, file: string): void {
  const lineBreak = source.search(/[\r\n]/);
  if (source.trim() !== "" && lineBreak < 0) return;
  throw templateFault(
    { file, source, offset: Math.max(lineBreak, 0) },
    {
      code: "TEMPLATE_SUBJECT_INVALID",
      what: lineBreak < 0 ? "the subject is empty" : "the subject goes on after its first line",
      hint: "Write the subject on one line.",
    },
  );
}
