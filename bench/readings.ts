/** What one run of a measurement read, by name; units are those of the rows that show it. */
export type Readings = Readonly<Record<string, number>>;
