const REQUIREMENT_TAG = /^@([A-Z]{2}-\d{2})$/;

/** The requirements that a scenario claims to prove: `@OC-01` among its tags means "OC-01". */
export function requirementsOf(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.flatMap((tag) => REQUIREMENT_TAG.exec(tag)?.[1] ?? []))];
}
