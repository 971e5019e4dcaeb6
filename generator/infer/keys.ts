/** Keys that are data rather than names: an object with such keys is a map, and the keys are not kept. */

/** Forms of keys that nobody gives to a member of a record. */
const forms: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}(-\d{2}([T ].*)?)?$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  number: /^\d+(\.\d+)?$/,
  hexadecimal: /^(?=.*\d)[0-9a-f]{12,}$/i,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  link: /^([a-z][a-z0-9+.-]*:\/\/|\/)\S+$/i,
  identifier: /^[A-Za-z]{1,5}[_-](?=[A-Za-z0-9]*\d)[A-Za-z0-9]{8,}$|^[A-Z](?=[A-Z0-9]*\d)[A-Z0-9]{7,}$/,
  time: /^\d{1,2}:\d{2}(:\d{2})?$/,
};

/** Forms that are also names of members: they make a map only if every key has them. */
const weakForms: readonly RegExp[] = [/^[A-Z]{3}$/, /^[a-z]{2}([-_][A-Z]{2})?$/];

const suspicious = /[\d@/]/;

/** The form of a key that is data, or undefined for a member's name. */
export function keyForm(key: string): string | undefined {
  if (!suspicious.test(key)) return undefined;
  for (const form of Object.keys(forms)) if (forms[form]?.test(key) === true) return form;
  return undefined;
}

/** True where all keys are currency or language codes: more than two of them, or none that is a word people use. */
export function areCodes(keys: readonly string[]): boolean {
  return keys.length > 2 && weakForms.some((form) => keys.every((key) => form.test(key)));
}
