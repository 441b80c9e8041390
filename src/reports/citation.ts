import type { Requirement } from "../verdict/catalogue.ts";
import { hasUnreadClause } from "../verdict/unread-clause.ts";

/** Where a rule comes from, and from which clause: "RFC 5321, RFC 5321 section 4.2.1 (clause not re-read)". */
export function citationOf({ source, clause }: Pick<Requirement, "source" | "clause">): string {
  if (!clause) return source;
  return `${source}, ${clause.name}${hasUnreadClause({ clause }) ? " (clause not re-read)" : ""}`;
}
