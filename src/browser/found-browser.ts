/** A Chromium to start, and where it was found. */
export interface FoundBrowser {
  readonly executablePath: string;
  readonly source: "STEPPROOF_BROWSER" | "playwright" | "PATH" | "@sparticuz/chromium";
  /** Variables that it needs besides the process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of libraries for a machine that lacks them: only looked into where it does not start without. */
  readonly spareLibraries?: string;
}
