import { type TemplateError, templateFault } from "./template-fault.ts";

/** A subject is one line with something in it; a line break would start another header. Rule: EM-11. */
export function findSubjectFaults(source: string, file: string): readonly TemplateError[] {
  const lineBreak = source.search(/[\r\n]/);
  if (source.trim() !== "" && lineBreak < 0) return [];
  const complaint = {
    code: "TEMPLATE_SUBJECT_INVALID",
    what: lineBreak < 0 ? "the subject is empty" : "the subject goes on after its first line",
    hint: "Write the subject on one line.",
  };
  return [templateFault({ file, source, offset: Math.max(lineBreak, 0) }, complaint)];
}
