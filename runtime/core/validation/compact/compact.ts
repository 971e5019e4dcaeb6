/**
 * Validators in as little code as can be, for bundles: rules are put together from few functions, and there is no guard
 * before them. Slower than generated functions, and told in the same words.
 */
import type { Issue, Validation } from '../issues.js';
import { kindOf, own } from '../kinds.js';

/** What a value has to be: of some kinds (a sum of {@link string} and its like), or whatever a function asks for. */
export type Rule = number | Check;

/** What is wrong with a value at a place: keys from the root, and the pointer to the schema. */
export type Check = (value: unknown, path: Path, pointer: string) => readonly Issue[];

type Path = Issue['path'];

/** Rules by the name of a member. */
export interface Rules {
  readonly [name: string]: Rule;
}

// Powers of two in the order of `kinds`; a number may be an integer: 2 + 4. Numbers are written out below, here and
// elsewhere: bundlers keep a constant and its name.
export const string = 1;
export const integer = 2;
export const number = 6;
export const boolean = 8;
export const array = 16;
export const object = 32;
export const nil = 64;
export const any = -1;

const kinds: readonly string[] = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'];

/** The validator of a schema with a name. */
export function validator<T>(name: string, rule: Rule): (value: unknown) => Validation<T> {
  return (value) => {
    const issues = named(name, rule)(value, [], '').slice(0, 20);
    return issues.length > 0 ? { issues } : { value: value as T };
  };
}

/** A schema with a name. */
export function named(name: string, rule: Rule): Check {
  return (value, path) => check(rule, value, path, `#/$defs/${name}`);
}

/** What is wrong with the value. */
export function check(rule: Rule, value: unknown, path: Path, pointer: string): readonly Issue[] {
  if (typeof rule === 'function') return rule(value, path, pointer);
  if (rule & (1 << kinds.indexOf(kindOf(value)))) return [];
  // An integer is named where it is not one of all numbers.
  const told = rule & 4 ? rule - 2 : rule;
  return fail('type', kinds.filter((_, bit) => (told >> bit) & 1).join(' or '), value, path, pointer);
}

/** One issue. */
export function fail(code: string, expected: string, value: unknown, path: Path, pointer: string): readonly Issue[] {
  const received = kindOf(value);
  const message = code === 'required' ? 'required member is missing' : `expected ${expected}, got ${received}`;
  return [{ message, path, code, expected, received, pointer: `${pointer}/${code}` }];
}

/** A rule for all values but null: `anyOf` with `type: null` as its second alternative. */
export function orNull(rule: Rule): Check {
  return (value, path, pointer) => (value === null ? [] : check(rule, value, path, `${pointer}/anyOf/0`));
}

/** Members that may be absent and members that must be there. */
export function members(optional: Rules, required: Rules = {}, otherwise: Rule = 32): Check {
  const rules = Object.entries({ ...required, ...optional });
  return (value, path, pointer) => {
    if (kindOf(value) !== 'object') return check(otherwise, value, path, pointer);
    return rules.flatMap(([name, rule]) => {
      const member = own(value as Rules, name);
      const place = [...path, name];
      if (member !== undefined) return check(rule, member, place, `${pointer}/properties/${name}`);
      return own(required, name) === undefined ? [] : fail('required', 'a member', member, place, pointer);
    });
  };
}

/** Items that all match. */
export function items(item: Rule, otherwise: Rule = 16): Check {
  return (value, path, pointer) => {
    if (!Array.isArray(value)) return check(otherwise, value, path, pointer);
    const found: Issue[] = [];
    for (let index = 0; index < value.length && found.length < 20; index++) {
      found.push(...check(item, value[index], [...path, index], `${pointer}/items`));
    }
    return found;
  };
}

/** `enum` and, with one value, `const`. */
export function literals(...values: readonly unknown[]): Check {
  return (value, path, pointer) => {
    if (values.includes(value)) return [];
    const code = values.length === 1 ? 'const' : 'enum';
    return fail(code, values.map((other) => JSON.stringify(other)).join(' or '), value, path, pointer);
  };
}
