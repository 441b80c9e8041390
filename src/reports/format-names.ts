/** What a run can be written as. */
export const formats = ["html", "junit", "ctrf", "allure", "markdown", "github", "badge"] as const;
export type Format = (typeof formats)[number];

/** What is written where nobody asks for anything else. */
export const usualFormats: readonly Format[] = ["html", "junit", "markdown"];
