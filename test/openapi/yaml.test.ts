import { describe, expect, it } from 'vitest';

import { run } from './front-end.js';

const yaml = (...schemas: readonly string[]): string =>
  ['openapi: 3.1.0', 'paths: {}', 'x-text: &text { type: string }', 'components:', '  schemas:', ...schemas].join('\n');

describe('a document of YAML', () => {
  it('may have aliases and merge keys', async () => {
    const { typeOf, text, messages } = await run(
      yaml(
        '    A: *text',
        '    B: { type: object, properties: { a: { <<: *text, description: Merged., maxLength: 3 } } }',
      ),
    );
    expect(messages).toEqual([]);
    expect(typeOf('A')).toBe('export type A = string;');
    expect(text('types/operations.ts')).toContain('/** Merged. */\n  a?: string;');
  });

  it('has dates, and words that YAML 1.1 took for flags, as the texts that they are', async () => {
    const { typeOf } = await run(yaml('    A: { enum: [2024-01-01, yes, on, ~] }'));
    expect(typeOf('A')).toBe("export type A = '2024-01-01' | 'yes' | 'on' | null;");
  });

  it('may say its version without quotes', async () => {
    const { typeOf, messages } = await run(
      'openapi: 3.1\npaths: {}\ncomponents: { schemas: { A: { type: "null" } } }\n',
    );
    expect(messages).toEqual([]);
    expect(typeOf('A')).toBe('export type A = null;');
  });

  it('whose alias stands in what it means is refused, not followed for ever', async () => {
    const { messages } = await run(yaml('    A: &a { type: object, properties: { next: *a } }'));
    expect(messages[0]).toBe('error syntax: cannot be read: an alias stands in what it means');
  });

  it('whose aliases come to more than any document has is refused', async () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = level === 0 ? 'x' : `*level${level - 1}`;
      return `x-${level}: &level${level} [${Array<string>(10).fill(items).join(', ')}]`;
    });
    const { messages } = await run(`${yaml('    A: true')}\n${levels.join('\n')}\n`);
    expect(messages[0]).toContain('error syntax: cannot be read: its aliases come to more than');
  });
});
