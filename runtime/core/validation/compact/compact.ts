/**
 * Validators in as little code as can be, for bundles: rules are put together from few functions, and there is no guard
 * before them. Slower than generated functions, and told in the same words.
 */
import type { Issue, Validation } from '../issues.js';
import { kindOf } from '../kinds.js';
import { maximumIssues } from '../limits.js';
import { array, integer, object } from './kinds.js';

/** What a value has to be: of some kinds, as `./kinds.ts` numbers them, or whatever a function asks for. */
export type Rule = number | Check;

/** Adds what is wrong with a value to the issues of its place. */
export type Check = (value: unknown, place: Place) => void;

/** Where a check is: keys from the root of the value, the pointer to the schema, and the issues so far. */
export type Place = readonly [path: Issue['path'], pointer: string, issues: Issue[]];

/** Rules by the name of a member. */
export interface Rules {
  readonly [name: string]: Rule;
}

/** In the order of their powers of two. */
const kinds: readonly string[] = /*@__PURE__*/ 'string integer number boolean array object null'.split(' ');

/** The validator of a schema with a name. */
export function validator<T>(schema: Check): (value: unknown) => Validation<T> {
  return (value) => {
    const issues: Issue[] = [];
    schema(value, [[], '', issues]);
    return issues.length > 0 ? { issues } : { value: value as T };
  };
}

/** A schema with a name: pointers start there. */
export function named(name: string, rule: Rule): Check {
  return (value, [path, , issues]) => check(rule, value, [path, `#/$defs/${name}`, issues]);
}

/** A schema without a name, at a pointer from the one that it is a part of. */
export function at(pointer: string, rule: Rule): Check {
  return (value, place) => check(rule, value, within(place, pointer));
}

/** Checks a value against a rule. */
export function check(rule: Rule, value: unknown, place: Place): void {
  if (typeof rule === 'function') rule(value, place);
  // Where numbers are right, integers are: the bit to the right.
  else if (!((rule | ((rule >> 1) & integer)) & (1 << kinds.indexOf(kindOf(value)))))
    fail('type', kinds.filter((_, bit) => (rule >> bit) & 1).join(' or '), value, place);
}

/** Adds an issue, unless there are so many that nobody would read another. */
export function fail(
  code: string,
  expected: string,
  value: unknown,
  [path, pointer, issues]: Place,
  message = `expected ${expected}, got ${kindOf(value)}`,
): void {
  if (issues.length < maximumIssues)
    issues.push({ message, path, code, expected, received: kindOf(value), pointer: `${pointer}/${code}` });
}

/** A place further down: by keys, none where it is the same value, and by a pointer. */
export function within([path, above, issues]: Place, pointer: string, ...keys: Issue['path']): Place {
  return [[...path, ...keys], above + pointer, issues];
}

/** A rule for all values but null. */
export function orNull(rule: Rule): Check {
  return (value, place) => {
    if (value !== null) check(rule, value, place);
  };
}

/** Several rules for one value. */
export function all(...rules: readonly Rule[]): Check {
  return (value, place) => {
    for (const rule of rules) check(rule, value, place);
  };
}

/** Members that may be absent, and members that must be there; of some kinds, of which objects are one. */
export function members(optional: Rules, required: Rules = {}, kindsToo: Rule = object): Check {
  const rules = Object.entries({ ...required, ...optional });
  return (value, place) => {
    check(kindsToo, value, place);
    if (kindOf(value) !== 'object') return;
    for (const [name, rule] of rules) {
      // What is inherited, such as a `constructor`, is no member, nor is it required.
      const member = Object.hasOwn(value as Rules, name) ? (value as Rules)[name] : undefined;
      if (member !== undefined) check(rule, member, within(place, `/properties/${name}`, name));
      else if (required[name] === rule)
        fail('required', 'a member', member, within(place, '', name), 'required member is missing');
    }
  };
}

/** Items that all match; of some kinds, of which arrays are one. */
export function items(item: Rule, kindsToo: Rule = array): Check {
  return (value, place) => {
    check(kindsToo, value, place);
    if (Array.isArray(value))
      for (let index = 0; index < value.length && place[2].length < maximumIssues; index++)
        check(item, value[index], within(place, '/items', index));
  };
}

/** `const`. */
export function constant(only: unknown): Check {
  return (value, place) => {
    if (value !== only) fail('const', JSON.stringify(only), value, place);
  };
}

/** `enum`. */
export function literals(...values: readonly unknown[]): Check {
  return (value, place) => {
    if (!values.includes(value)) fail('enum', values.map((other) => JSON.stringify(other)).join(' or '), value, place);
  };
}
