import { describe, expect, it } from 'vitest';

import { hashText } from '../../../generator/lock.js';
import { planChanges } from '../../../generator/write/plan.js';
import type { Change } from '../../../generator/write/plan.js';

function plan(
  wanted: Record<string, string>,
  present: Record<string, string>,
  written: Record<string, string> = {},
): readonly Change[] {
  return planChanges({
    wanted: Object.entries(wanted).map(([path, content]) => ({ path, content })),
    present: new Map(Object.entries(present).map(([path, text]) => [path, hashText(text)])),
    written: Object.fromEntries(Object.entries(written).map(([path, text]) => [path, hashText(text)])),
    hash: hashText,
  });
}

describe('a plan', () => {
  it.each([
    ['nothing where all is as wanted', { a: '1' }, { a: '1' }, { a: '1' }, []],
    ['a missing file', { a: '1' }, {}, {}, [{ kind: 'missing', path: 'a' }]],
    [
      'a stale file: as written, but inputs changed',
      { a: '2' },
      { a: '1' },
      { a: '1' },
      [{ kind: 'stale', path: 'a' }],
    ],
    ['an edited file: not as written', { a: '2' }, { a: 'x' }, { a: '1' }, [{ kind: 'edited', path: 'a' }]],
    [
      'an edited file, where the inputs did not change',
      { a: '1' },
      { a: 'x' },
      { a: '1' },
      [{ kind: 'edited', path: 'a' }],
    ],
    ['an extra file', {}, { b: '1' }, {}, [{ kind: 'extra', path: 'b' }]],
    [
      'an old lock as stale',
      { 'hookwright.lock.json': '2' },
      { 'hookwright.lock.json': '1' },
      {},
      [{ kind: 'stale', path: 'hookwright.lock.json' }],
    ],
  ])('finds %s', (_, wanted, present, written, want) => {
    expect(
      plan(wanted as Record<string, string>, present as Record<string, string>, written as Record<string, string>),
    ).toEqual(want);
  });

  it('lists changes in code-unit order of their paths', () => {
    expect(plan({ b: '1', a: '1' }, { Z: '1' }).map((change) => change.path)).toEqual(['Z', 'a', 'b']);
  });
});
