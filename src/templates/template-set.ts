/** The two values a template may show: contract.md section 2, [D](1). */
export interface TemplateValues {
  readonly otp: string;
  /** The last four digits of the PAN of the card being digitized. */
  readonly panSuffix: string;
}

/** How placeholders are written; D1's own syntax is not public, so it is a setting. Default `{{otp}}` and `{{panSuffix}}`. */
export interface TemplateSyntax {
  readonly otp: string;
  readonly panSuffix: string;
  readonly open: string;
  readonly close: string;
}

export const defaultSyntax: TemplateSyntax = { otp: "otp", panSuffix: "panSuffix", open: "{{", close: "}}" };

/** One text with placeholders, already checked: rendering it cannot fail. `file` names its origin in errors. */
export interface Template {
  readonly file: string;
  readonly source: string;
  readonly render: (values: TemplateValues) => string;
}

/** What one language offers; a channel that is not offered has no templates. */
export interface LanguageTemplates {
  /** The folder's name: a language ("fr") or a tag ("fr-CA"). */
  readonly language: string;
  readonly sms?: Template;
  readonly email?: { readonly subject: Template; readonly text: Template; readonly html?: Template };
}

/** An issuer's templates, by language or tag in lower case. */
export interface TemplateSet {
  readonly name: string;
  readonly languages: ReadonlyMap<string, LanguageTemplates>;
  /** Which key of `languages` serves a language or tag, in lower case, that has none, before the default does. */
  readonly fallbacks?: ReadonlyMap<string, string>;
  /** The key of `languages` that serves whoever has none of the others. */
  readonly defaultLanguage: string;
}
