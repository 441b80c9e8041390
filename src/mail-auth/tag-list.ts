/** One tag of a list like `v=DKIM1; k=rsa; p=…`. */
export interface Tag {
  readonly name: string;
  readonly value: string;
}

/** The tags in their order; a part without an equals sign is a tag with an empty name. RFC 6376 section 3.2. */
export const parseTags = (text: string): readonly Tag[] =>
  text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      if (equals < 0) return { name: "", value: part };
      return { name: part.slice(0, equals).trim(), value: part.slice(equals + 1).trim() };
    });

/** The first tag's value of that name, which is in lower case. */
export const tagValue = (tags: readonly Tag[], wanted: string): string | undefined =>
  tags.find(({ name }) => name.toLowerCase() === wanted)?.value;

export const printTags = (tags: readonly Tag[]): string =>
  tags.map(({ name, value }) => (name === "" ? value : `${name}=${value}`)).join("; ");
