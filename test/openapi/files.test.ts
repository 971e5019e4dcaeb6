import { describe, expect, it } from 'vitest';

import { documentOf, jsonBody, run, schemasOf } from './front-end.js';
import { SPELLED } from './harness.js';

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

  it('that point at nothing are told once each, as they are written or with the file that they lead to', async () => {
    const references = ['gone.yaml#/A', 'text.yaml#/Gone', '#/components/schemas/Gone'];
    const [one, two, three] = references.map(($ref) => ({ type: 'array', items: { $ref } }));
    const { messages } = await run(schemasOf({ A: one ?? {}, B: two ?? {}, C: three ?? {} }), { files: [text] });
    const want = references.map((each) => `error reference-dangling: "${each}" points at nothing`);
    expect(messages.toSorted()).toEqual(want.toSorted());
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

describe('schemas that are no components of the document', () => {
  const files = [
    { path: 'a/node.yaml', text: 'type: string' },
    { path: 'b/node.yaml', text: 'type: integer' },
    { path: 'c.yaml', text: 'components: { schemas: { Error: { type: boolean } } }' },
  ];
  const document = schemasOf({
    Error: { type: 'string' },
    Sleep: { type: 'object', properties: { scores: { type: 'number' } } },
    SleepScores: { type: 'string' },
    U: {
      type: 'object',
      properties: {
        a: { $ref: 'a/node.yaml' },
        b: { $ref: 'b/node.yaml' },
        c: { $ref: 'c.yaml#/components/schemas/Error' },
        d: { $ref: '#/components/schemas/Sleep/properties/scores' },
        e: { $ref: '#/components/schemas/Error' },
      },
    },
  });

  it('are called what the manifest says; the hint of a collision says how', async () => {
    const { diagnostics } = await run(document, { files });
    const keys = ['b/node.yaml', 'c.yaml#/components/schemas/Error', '#/components/schemas/Sleep/properties/scores'];
    const hints = new Set(diagnostics.map(({ hint }) => hint));
    expect(hints).toEqual(
      new Set(keys.map((key) => `Add to manifest.yaml: names: { ${JSON.stringify(key)}: <PascalCaseName> }.`)),
    );
    const manifest = `names: { ${keys.map((key, index) => `${JSON.stringify(key)}: Other${'ABC'[index] ?? ''}`).join(', ')} }`;
    const { typeOf, messages } = await run(document, { files, manifest });
    expect(messages).toEqual([]);
    expect(typeOf('U')).toBe('export interface U { a?: Node; b?: OtherA; c?: OtherB; d?: OtherC; e?: Error; }');
  });

  it('have all words of their place where names are spelled out, in whatever order they are met', async () => {
    const { typeOf, messages } = await run(document, { files, manifest: SPELLED });
    expect(messages).toEqual([]);
    expect(typeOf('U')).toBe(
      'export interface U { a?: ANode; b?: BNode; c?: CComponentsSchemasError; d?: ComponentsSchemasSleepPropertiesScores; e?: Error; }',
    );
  });
});
