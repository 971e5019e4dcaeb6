/**
 * Which texts may be kept as members of an enumeration. Everything else that samples hold is personal until shown
 * otherwise and never leaves the process.
 */

/** Short, starts with a letter, made of words, no run of digits that could identify someone. */
const token = /^[A-Za-z][A-Za-z0-9_.:+/-]{0,39}$/;
const digits = /\d{3}/;
/** Mixed-case runs with digits are what generated identifiers look like. */
const generated = /(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{8,}/;

/** Words that end the names of members whose texts are about a person, a thing or free text. */
const personal = new Set(
  (
    'address author avatar birthday body brand city code color comment company content country county description device dob ' +
    'email firmware first firstname hash host hostname id identifier ids image initials ip key label language lastname latitude ' +
    'location login longitude mac manufacturer message model name names nickname note notes oid password path phone pin place ' +
    'postcode ref reference sample secret serial sha signature slug state_code street subject summary surname tag tags text title ' +
    'token topic uid url uri user username uuid version zip zone timezone'
  ).split(' '),
);

/** Words that end the names of members that say which of a few things something is. */
const categories = new Set(
  (
    'action category class conclusion event gender grade granularity intensity kind level method mode origin period permission ' +
    'phase priority provider quality reason resource role scope severity sex side source stage state status strategy trigger type ' +
    'unit units visibility association sport resolution'
  ).split(' '),
);

/** What a member's name says of its texts. */
export type NameHint = 'personal' | 'category' | 'none';

/** Judges by the last word of a member's name, in snake, kebab or camel case. */
export function nameHint(name: string): NameHint {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (personal.has(last) || personal.has(last.replace(/s$/, ''))) return 'personal';
  return categories.has(last) || categories.has(last.replace(/s$/, '')) ? 'category' : 'none';
}

/** {@link nameHint} for names that come again and again; keeps a few thousand. */
export function createHints(): (name: string) => NameHint {
  const known = new Map<string, NameHint>();
  return (name) => {
    let hint = known.get(name);
    if (hint === undefined) {
      if (known.size > 5000) known.clear();
      known.set(name, (hint = nameHint(name)));
    }
    return hint;
  };
}

/** True where a text could be the name of a thing among few, and tells nothing about anyone. */
export function isToken(text: string): boolean {
  return text.length <= 40 && token.test(text) && !digits.test(text) && !generated.test(text);
}
