/** Puts values into our own words, in the plural form that the language asks for. */

/** A text with `{names}`; or one by plural form, which `{count}` decides. */
export type Text = string | ({ other: string } & { [form in Intl.LDMLPluralRule]?: string });
export type Dictionary = Record<string, Text>;

export function say(
  text: Text,
  values: Record<string, string | number> = {},
  language = "en",
): string {
  const form =
    typeof text === "string" ? text : (text[formOf(Number(values.count), language)] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
}

/** By the primary part of the tag alone: that can't be ill-formed. */
function formOf(count: number, language: string): Intl.LDMLPluralRule {
  return new Intl.PluralRules(/^[a-z]{2,3}/i.exec(language)?.[0]).select(count);
}
