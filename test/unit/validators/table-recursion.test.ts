/** Tables that contain themselves: the work grows with the value, not with the ways to read it. */
import { describe, expect, it } from 'vitest';
import { number } from '../../../runtime/core/validation/table/kinds.js';
import { recursive } from '../../../runtime/core/validation/table/recursive.js';
import { byTable, list, members, type Table } from '../../../runtime/core/validation/table/table.js';
import { anyOf, exactlyOne } from '../../../runtime/core/validation/table/unions.js';

const either: Table = anyOf(
  members({ child: recursive(() => either) }, { x: number }),
  members({ child: recursive(() => either) }, { y: number }),
);
const one: Table = exactlyOne(
  members({ child: recursive(() => one) }, { x: number }),
  members({ child: recursive(() => one) }, { y: number }),
);

/** `levels` objects in each other, each with the members, around the innermost. */
function nest(innermost: unknown, members: object, levels: number): unknown {
  let value = innermost;
  for (let level = 0; level < levels; level++) value = { ...members, child: value };
  return value;
}

describe('tables with alternatives that contain themselves', () => {
  it('find what is wrong below 150 levels that fit every alternative', () => {
    const result = byTable(either)(nest({ x: 'wrong' }, { x: 1, y: 1 }, 150));
    const issues = 'issues' in result ? result.issues : [];
    expect(issues.map(({ path }) => path.length)).toEqual([151]);
  });

  it('accept 150 levels of which each fits the second alternative only', () => {
    expect(byTable(either)(nest({ y: 1 }, { y: 1 }, 150))).toEqual({ value: expect.anything() as unknown });
  });

  it('count the alternatives at every level that fit', () => {
    expect(byTable(one)(nest({ x: 1 }, { x: 1 }, 150))).toEqual({ value: expect.anything() as unknown });
    expect(byTable(one)(nest({ x: 1, y: 1 }, { x: 1, y: 1 }, 150))).toHaveProperty('issues');
  });

  it('accept a value of 120,000 parts', () => {
    const wide: Table = members({}, { children: list(recursive(() => wide)) });
    const leaf = { children: [] };
    const value = {
      children: Array.from({ length: 300 }, () => ({ children: Array.from({ length: 400 }, () => leaf) })),
    };
    expect(byTable(wide)(value)).toEqual({ value });
  });

  it('remember nothing from one call to the next', () => {
    const leaf: Record<string, unknown> = { x: 'wrong' };
    const value = nest(leaf, { x: 1, y: 1 }, 40);
    const validate = byTable(either);
    expect(validate(value)).toHaveProperty('issues');
    leaf['x'] = 1;
    expect(validate(value)).toEqual({ value });
  });
});
