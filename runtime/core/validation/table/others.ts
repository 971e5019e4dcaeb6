/** Tables with a say over members that they do not name. */
import { kindOf } from '../kinds.js';
import { descend, type Kinds, type Members, members, type Rule, type Table } from './table.js';

/** As `members`, with a table for all others. */
export function closed(optional: Members, required: Members, kinds: Kinds, rest: Table): Rule {
  const named = members(optional, required, kinds);
  const known = new Set(Object.keys({ ...required, ...optional }));
  return (value, place) => {
    named(value, place);
    if (kindOf(value) !== 'object') return;
    for (const name in value as Members) {
      const part = (value as Members)[name];
      if (part !== undefined && !known.has(name)) descend(rest, part, place, name);
    }
  };
}
