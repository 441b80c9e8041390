import path from "node:path";

/** The files that Cucumber's own formatters write, by their path: formatter. */
export function cucumberFormats(folder: string): Record<string, string> {
  return {
    [path.join(folder, "messages.ndjson")]: "message",
    [path.join(folder, "junit.xml")]: "junit",
  };
}
