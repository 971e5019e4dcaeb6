/** Keywords without schemas in them, and the checks of `validation/` where tables have no words of their own. */
import { type Check, startWalk } from '../issues.js';
import { fail, missing, type Place, type Rule } from './table.js';

/** A keyword of texts; other kinds pass. */
export function text(code: string, expected: string, passes: (text: string) => boolean): Rule {
  return (value, place) => {
    if (typeof value === 'string' && !passes(value)) fail(code, expected, value, place);
  };
}

/** `enum` and, with one value, `const`: scalars only. */
export function literals(...values: readonly unknown[]): Rule {
  return (value, place) => {
    if (values.includes(value)) return;
    const expected = values.map((other) => JSON.stringify(other)).join(' or ');
    fail(values.length === 1 ? 'const' : 'enum', expected, value, place);
  };
}

/** What a check says of the value, at the place in the table. */
export function by(check: Check): Rule {
  return (value, [path, issues]) => {
    if (check.passes?.(value) === true) return;
    const walk = startWalk();
    check(value, walk);
    for (const { code, expected, value: part, path: keys } of walk.findings) {
      const at: Place = [[...path, ...keys], issues];
      if (code === 'required') missing(part, at);
      else fail(code, expected, part, at);
    }
  };
}
