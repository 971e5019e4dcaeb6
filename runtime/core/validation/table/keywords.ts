/** The checks of `validation/` in tables: keywords without schemas in them, and schemas that tables have no words for. */
import { type Check, startWalk } from '../issues.js';
import { fail, type Rule } from './table.js';

/** What a check says of the value, at the place in the table. */
export function by(check: Check): Rule {
  return (value, [path, issues]) => {
    if (check.passes?.(value) === true) return;
    const walk = startWalk();
    check(value, walk);
    for (const { code, expected, value: part, path: keys } of walk.findings)
      fail(code, expected, part, [[...path, ...keys], issues]);
  };
}
