import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { docComment } from '../../../generator/emit/doc-comment.js';

describe('a doc comment', () => {
  it.each([
    ['one line', ['Time asleep, in seconds.'], [], '/** Time asleep, in seconds. */\n'],
    ['nothing', ['', ' '], [], ''],
    ['a tag alone', [], ['@deprecated Gone.'], '/** @deprecated Gone. */\n'],
    ['paragraphs and tags', ['One.', 'Two.'], ['@see x'], '/**\n * One.\n *\n * Two.\n *\n * @see x\n */\n'],
    ['markup', ['<b>Bold</b> text'], [], '/** Bold text */\n'],
  ])('of %s', (_, paragraphs, tags, want) => {
    expect(docComment(paragraphs, tags)).toBe(want);
  });

  it('never ends before its end, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('*', '/', '\\', ' ', '\n', 'a', '@', '<', '>', '\u2028') })),
        (texts) => {
          const source = `${docComment(texts)}export const x = 1;`;
          const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest);
          expect(file.statements).toHaveLength(1);
          expect(file.statements[0]?.getText(file)).toBe('export const x = 1;');
        },
      ),
    );
  });
});
