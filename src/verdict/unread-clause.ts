import type { Requirement } from "./catalogue.ts";

/** Whether the requirement names a clause whose text was not read: it must not be quoted as if it had been. */
export const hasUnreadClause = ({ clause }: Pick<Requirement, "clause">): boolean =>
  clause !== undefined && "verify" in clause;
