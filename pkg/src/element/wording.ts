/** Says the texts of a language: fills in values and chooses plural forms. It holds no text itself. */

/** Locale of a page that names none. */
const DEFAULT_LOCALE = "en-GB";

/** Stem of keys that depend on a count: `a` of `a.one` and `a.other`. */
type CountKey<Key> = Key extends `${infer Stem}.other` ? Stem : never;

/** The voice of the element in one locale. */
export class Wording<Key extends string> {
  constructor(
    /** One that `Intl` accepts. */
    readonly locale: string,
    /** That of the texts, which may be another one when there are none for the locale. */
    readonly language: string,
    readonly texts: Readonly<Record<Key, string>>,
  ) {}

  /** The text of a key, with `{name}` filled in. */
  say(key: Key, values: Readonly<Record<string, string>> = {}): string {
    return this.texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  }

  /** The text for a count, in the plural form of the language. */
  count(stem: CountKey<Key>, count: number): string {
    const form = `${stem}.${new Intl.PluralRules(this.locale).select(count)}`;
    const key = this.knows(form) ? form : (`${stem}.other` as Key);
    return this.say(key, { count: new Intl.NumberFormat(this.locale).format(count) });
  }

  /** Whether there is a text of that name. */
  knows(key: string): key is Key {
    return Object.hasOwn(this.texts, key);
  }
}

/** The locale itself when `Intl` accepts it. */
export function acceptableLocale(locale: string | null | undefined): string {
  try {
    return new Intl.Locale(locale || DEFAULT_LOCALE).toString();
  } catch {
    return DEFAULT_LOCALE;
  }
}
