/** The surface of a module is that of its parts, as the formatter hands them over. */
import { expect, test } from 'vitest';

import { createFactFinder, findFacts } from '../../../generator/file-facts.js';
import { hashText } from '../../../generator/lock.js';
import { surfaceOf } from '../../../generator/surface/module-surface.js';

const PARTS = [
  "// A header.\n\nimport { a } from './a.js';\n\n/** One. */\nexport interface One {\n  /** A member; of some kind. */\n  a: string;\n}\n",
  "\n/** Two. */\nexport type Two = One | 'b';\n",
  "\nexport * from './others.js';\nexport { a, type B } from './named.js';\n\n/** A call. */\nexport function call(one: One): void {\n  a(one);\n}\n",
] as const;

test('parts have the facts of the whole', () => {
  const path = 'src/acme/client.ts';
  const finder = createFactFinder(path);
  for (const part of PARTS) finder.add(part);
  const content = PARTS.join('');
  expect(finder.done()).toEqual(findFacts({ path, content }));
  expect(findFacts({ path, content }).hash).toBe(hashText(content));
});

test('a client is shown with its members, types elsewhere with a digest, functions that each type has by name', () => {
  const shown = (path: string): readonly (readonly [string, number])[] =>
    surfaceOf(path, PARTS.join('')).declarations.map(({ name, lines }) => [name, lines.length]);
  expect(shown('src/acme/client.ts')).toEqual([
    ['One', 2],
    ['Two', 1],
    ['call', 1],
  ]);
  expect(shown('src/acme/types/one.ts')[0]).toEqual(['One', 1]);
  expect(shown('src/acme/validators/one.ts')).toContainEqual(['call', 0]);
});

test('modules that no entry point exports have no surface', () => {
  expect(findFacts({ path: 'src/acme/schemas/one.ts', content: PARTS.join('') }).surface).toBeUndefined();
});
