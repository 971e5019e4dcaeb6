import { describe, expect, it } from 'vitest';

import { run, schemasOf } from './front-end.js';

const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const kinds = (values: readonly string[]): object => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string', enum: values } },
});
const heir = (name: string): object => ({
  allOf: [reference(name), { type: 'object', properties: { more: { type: 'boolean' } } }],
});

describe('a discriminator', () => {
  it('narrows branches that share an enumeration of all values', async () => {
    const { typeOf } = await run(
      schemasOf({
        Base: kinds(['cat', 'dog']) as never,
        Cat: heir('Base') as never,
        Dog: heir('Base') as never,
        Pet: {
          oneOf: [reference('Cat'), reference('Dog')],
          discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
        },
      }),
    );
    expect(typeOf('Pet')).toBe("export type Pet = (Cat & { kind: 'cat' }) | (Dog & { kind: 'dog' });");
  });

  it('is believed less than a branch that says something else', async () => {
    const { typeOf } = await run(
      schemasOf({
        Cat: kinds(['tiger']) as never,
        Dog: kinds(['dog']) as never,
        Pet: {
          oneOf: [reference('Cat'), reference('Dog')],
          discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
        },
      }),
    );
    expect(typeOf('Pet')).toBe('export type Pet = Cat | Dog;');
  });

  it('of a base narrows what builds on what builds on it, and leaves room for that in between', async () => {
    const mapping = { cat: 'Cat', dog: 'Dog', kitten: 'Kitten' };
    const { typeOf, provider } = await run(
      schemasOf({
        Pet: { ...kinds(['cat', 'dog', 'kitten']), discriminator: { propertyName: 'kind', mapping } },
        Cat: heir('Pet') as never,
        Kitten: heir('Cat') as never,
        Dog: heir('Pet') as never,
      }),
    );
    expect(provider).toBeDefined();
    expect(typeOf('Cat')).toContain("kind: 'cat' | 'kitten'");
    expect(typeOf('Kitten')).toContain("kind: 'kitten'");
    expect(typeOf('Dog')).toContain("kind: 'dog'");
  });

  it('with a value for a schema that is not there is a warning at that value', async () => {
    const { diagnostics } = await run(
      schemasOf({
        Cat: { type: 'object' },
        Pet: { oneOf: [reference('Cat')], discriminator: { propertyName: 'kind', mapping: { 'a/b': 'Gone' } } },
      }),
    );
    expect(diagnostics).toMatchObject([
      {
        code: 'reference-dangling',
        severity: 'warning',
        at: { pointer: '/components/schemas/Pet/discriminator/mapping/a~1b' },
      },
    ]);
  });

  it('takes branches that are described in place for what they say', async () => {
    const { typeOf, messages } = await run(
      schemasOf({
        Pet: { oneOf: [kinds(['a']), kinds(['b'])] as never, discriminator: { propertyName: 'kind' } },
      }),
    );
    expect(messages).toEqual([]);
    expect(typeOf('Pet')).toBe("export type Pet = { kind: 'a' } | { kind: 'b' };");
  });
});
