import { describe, expect, it } from 'vitest';

import { documentOf, jsonBody, run, schemasOf } from './front-end.js';

const text = { path: 'text.yaml', text: 'type: string' };
const here = { $ref: 'text.yaml' };

describe('references into files', () => {
  it('are followed from names that are words elsewhere: a response `default`, members `example` and `enum`', async () => {
    const names = ['const', 'default', 'discriminator', 'enum', 'example', 'examples', 'properties', 'schemas'];
    const { typeOf, messages } = await run(
      documentOf({
        paths: { '/things': { get: { operationId: 'getThing', responses: { default: { $ref: 'error.yaml' } } } } },
        components: {
          schemas: { A: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, here])) } },
        },
      }),
      {
        files: [
          text,
          {
            path: 'error.yaml',
            text: 'description: No.\ncontent: { application/json: { schema: { type: object, properties: { code: { type: string } } } } }',
          },
        ],
      },
    );
    expect(messages).toEqual([]);
    expect(typeOf('A')).toBe(`export interface A { ${names.map((name) => `${name}?: Text;`).join(' ')} }`);
    expect(typeOf('GetThingErrorDefault')).toBe('export interface GetThingErrorDefault { code?: string; }');
  });

  it('in examples and defaults are data', async () => {
    const { messages } = await run(
      schemasOf({ A: { type: 'object', example: { $ref: 'gone.yaml' }, default: { $ref: 'gone.yaml' } }, B: here }),
      { files: [text] },
    );
    expect(messages).toEqual([]);
  });

  it('of mappings count, and heirs that stand in files have the value of theirs', async () => {
    const base = {
      type: 'object',
      required: ['kind'],
      properties: { kind: { type: 'string' } },
      discriminator: { propertyName: 'kind', mapping: { feline: 'cat.yaml', hound: 'Dog' } },
    } as const;
    const { typeOf } = await run(schemasOf({ Pet: base, Cat: { $ref: 'cat.yaml' }, Dog: { $ref: 'dog.yaml' } }), {
      files: ['cat', 'dog'].map((name) => ({
        path: `${name}.yaml`,
        text: 'allOf: [{ $ref: "openapi.json#/components/schemas/Pet" }, { type: object, properties: { a: { type: string } } }]',
      })),
    });
    expect([typeOf('Cat'), typeOf('Dog')]).toEqual([
      expect.stringContaining("kind: 'feline'"),
      expect.stringContaining("kind: 'hound'"),
    ]);
  });

  it('of path items bring their callbacks along', async () => {
    const item = {
      post: {
        operationId: 'addThing',
        responses: {},
        callbacks: { done: { '{$request.query.url}': { post: { requestBody: jsonBody({ type: 'string' }) } } } },
      },
    };
    const { typeOf } = await run(documentOf({ paths: { '/things': { $ref: 'things.json' } } }), {
      files: [{ path: 'things.json', text: JSON.stringify(item) }],
    });
    expect(typeOf('AddThingDoneCallback')).toBe('export type AddThingDoneCallback = string;');
  });
});
