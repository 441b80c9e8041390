/** A line of a system's own log. The test bed keeps every line, so that a check can search it for what must not be there. */
export type Log = (line: string) => void;

export const silent: Log = () => undefined;
