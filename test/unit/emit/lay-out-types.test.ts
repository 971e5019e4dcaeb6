/** Declarations of types that are laid out without the formatter, against the formatter. */
import fc from 'fast-check';
import { format } from 'oxfmt';
import { describe, expect, it } from 'vitest';

import { layOutDeclaration } from '../../../generator/emit/types/lay-out.js';
import { printDeclaration } from '../../../generator/emit/types/print-declaration.js';
import { formatFile } from '../../../generator/format-file.js';
import type { NamedSchema } from '../../../generator/ir/ir.js';
import { buildProvider } from '../../../generator/provider.js';
import type { Schema } from '../../../generator/schema.js';
import { schema } from '../../properties/validators/arbitraries.js';
import { realFolders } from '../../support/provider-folder.js';

const OPTIONS = { printWidth: 120, singleQuote: true, sortImports: false } as const;

const wide = Array.from({ length: 12 }, (_, index) => `an_enumerated_value_${index}`);
const point = { type: 'object', properties: { x: { type: 'number' }, y: { type: 'number', description: 'Up.' } } };

/** What the printer prints for a schema of this name. */
function printed(of: Schema, name = 'Thing'): string {
  const named: NamedSchema = {
    name,
    module: 'things',
    role: 'data',
    schema: of,
    origin: { kind: 'declared', document: 'a.yaml', pointer: '/components/schemas/thing' },
  };
  return printDeclaration(named, 'Blob').text;
}

async function formatted(text: string): Promise<string> {
  return (await format('a.ts', text, OPTIONS)).code.trimEnd();
}

describe('a declaration', () => {
  it.each<[string, Schema]>([
    ['with one member', { type: 'object', properties: { a: { type: 'string' } } }],
    [
      'with a member of one member',
      { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'string' } } } } },
    ],
    ['with any member', { type: 'object', additionalProperties: { type: 'string' } }],
    [
      'with members in members',
      { type: 'object', properties: { a: point, b: { type: 'array', items: point } } } as Schema,
    ],
    ['with a long union', { type: 'object', properties: { 'a-b': { enum: wide } } }],
    ['with a list of a long union', { type: 'object', properties: { a: { type: 'array', items: { enum: wide } } } }],
    ['that is a long union', { enum: wide }],
    ['that may be null', { type: 'object', properties: { a: { ...point, type: ['object', 'null'] } } } as Schema],
    ['with an object or text', { type: 'object', properties: { a: { anyOf: [point, { const: '' }] } } } as Schema],
    [
      'with a list of lists of a union',
      {
        type: 'object',
        properties: { a: { type: 'array', items: { type: 'array', items: { type: ['string', 'number'] } } } },
      },
    ],
  ])('%s is laid out as the formatter does it', async (_, given) => {
    const text = printed(given);
    expect(layOutDeclaration(text)).toBe(await formatted(text));
  });

  it.each<[string, Schema]>([
    ['quotes that may be others', { const: "won't" }],
    ['brackets that may go', { allOf: [{ type: ['string', 'number'] }, { $ref: '#/$defs/Other' }] }],
    [
      'two objects in one union',
      { type: 'object', properties: { a: { anyOf: [point, { ...point, required: ['x'] }] } } } as Schema,
    ],
  ])('with %s is left to the formatter', (_, given) => {
    expect(layOutDeclaration(printed(given))).toBeUndefined();
  });

  it('is laid out as the formatter does it, or left to it, whatever its schema', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(schema, fc.constantFrom('T', 'A'.repeat(70)), async (given, name) => {
        const text = printed(given, name);
        const laidOut = layOutDeclaration(text);
        if (laidOut === undefined) return;
        found += 1;
        expect(laidOut).toBe(await formatted(text));
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(100);
  });
});

describe('a large file of types', () => {
  it('is the same as the formatter makes it, for every provider', async () => {
    for (const folder of await realFolders()) {
      const schemas = buildProvider(folder).value?.schemas ?? [];
      const content = `${schemas.map((named) => printDeclaration(named, 'Blob').text).join('\n\n')}\n`;
      expect(content.length, folder.provider).toBeGreaterThan(40_000);
      const pieces: string[] = [];
      for await (const piece of formatFile({ path: 'a.ts', content, declaresTypes: true })) pieces.push(piece);
      expect(pieces.join(''), folder.provider).toBe(`${await formatted(content)}\n`);
      expect(pieces.length, folder.provider).toBeGreaterThan(1);
    }
  });
});
