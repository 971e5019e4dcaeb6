import { describe, expect, it } from 'vitest';

import { documentOf, jsonBody, operationOf, run, schemasOf } from './front-end.js';
import { SPELLED } from './harness.js';

const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } as const;
const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

describe('a document of any version', () => {
  it.each(['3.0.3', '3.1.0', '3.2.0'])('OpenAPI %s as JSON', async (version) => {
    const { typeOf, messages } = await run(schemasOf({ Thing: thing }, version));
    expect(messages).toEqual([]);
    expect(typeOf('Thing')).toBe('export interface Thing { id: string; }');
  });

  it('OpenAPI as YAML', async () => {
    const { typeOf } = await run(
      'openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { Thing: { type: [integer, "null"] } } }\n',
    );
    expect(typeOf('Thing')).toBe('export type Thing = number | null;');
  });

  it('Swagger 2.0: bodies, forms, definitions, discriminators', async () => {
    const { typeOf, provider, messages } = await run(
      JSON.stringify({
        swagger: '2.0',
        info: { title: 'Old', version: '1' },
        consumes: ['application/json'],
        produces: ['application/json'],
        paths: {
          '/things': {
            post: {
              operationId: 'addThing',
              parameters: [
                { in: 'body', name: 'thing', required: true, schema: { $ref: '#/definitions/Thing' } },
                { in: 'query', name: 'tags', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
              ],
              responses: { 200: { description: 'OK', schema: { $ref: '#/definitions/Thing' } } },
            },
          },
        },
        definitions: {
          Thing: { ...thing, properties: { ...thing.properties, note: { type: 'string', 'x-nullable': true } } },
        },
      }),
    );
    expect(messages).toEqual([]);
    expect(typeOf('Thing')).toBe('export interface Thing { id: string; note?: string | null; }');
    const operation = provider?.apis[0]?.operations[0];
    expect(operation?.body?.content.map(({ mediaType }) => mediaType)).toEqual(['application/json']);
    expect(operation?.parameters).toMatchObject([{ name: 'tags', in: 'query', explode: true }]);
  });

  it('anything else is refused with what was expected', async () => {
    const { messages, files } = await run('{"openapi":"4.0.0","paths":{}}');
    expect(messages).toEqual([expect.stringContaining('expected an OpenAPI document of version 3.0, 3.1 or 3.2')]);
    expect(files).toEqual([]);
  });
});

describe('a document of several files', () => {
  it('follows relative references, also in circles, and brings each file in once', async () => {
    const { typeOf, messages } = await run(
      schemasOf({ Node: { $ref: './parts/node.yaml#/Node' }, Leaf: { $ref: 'parts/leaf.json' } }),
      {
        files: [
          {
            path: 'parts/node.yaml',
            text: 'Node: { type: object, properties: { leaf: { $ref: leaf.json }, next: { $ref: "#/Node" } } }',
          },
          { path: 'parts/leaf.json', text: '{"type":"object","properties":{"node":{"$ref":"node.yaml#/Node"}}}' },
        ],
      },
    );
    expect(messages).toEqual([]);
    expect(typeOf('Node')).not.toBe('');
    expect(typeOf('Leaf')).not.toBe('');
  });

  it('names the file and the place of a reference to nothing', async () => {
    const { diagnostics } = await run(schemasOf({ Thing: { $ref: 'gone.yaml#/Thing' } }));
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'reference-dangling',
        at: { file: 'schemas/example/openapi.json', pointer: '/components/schemas/Thing/$ref' },
      }),
    );
  });

  it('names the part that a message or an operation is about, and the place in there', async () => {
    const { diagnostics, provider } = await run(
      documentOf({
        paths: { '/things': { $ref: 'parts/things.yaml' } },
        components: { schemas: { Thing: { $ref: 'parts/thing.yaml#/Thing' } } },
      }),
      {
        files: [
          {
            path: 'parts/things.yaml',
            text: 'get: { operationId: listThings, responses: { 200: { description: All., content: { application/json: { schema: { $ref: "thing.yaml#/Thing" } } } } } }',
          },
          { path: 'parts/thing.yaml', text: 'Thing: { type: object, properties: { id: { type: string, wrong: 1 } } }' },
        ],
      },
    );
    expect(diagnostics.map(({ at }) => at)).toEqual([
      { file: 'schemas/example/parts/thing.yaml', pointer: '/Thing/properties/id/wrong' },
    ]);
    expect(provider?.apis[0]?.operations).toMatchObject([
      { id: 'listThings', document: 'schemas/example/parts/things.yaml', pointer: '/get' },
    ]);
  });

  it('never reads above the provider folder', async () => {
    const { messages } = await run(schemasOf({ Thing: { $ref: '../../package.json' } }));
    expect(messages[0]).toContain('error reference-dangling');
  });
});

describe('messages that a document describes', () => {
  const message = (schema: object): object => ({ post: { requestBody: jsonBody(schema as never), responses: {} } });
  const manifest = `
webhooks:
  events:
    title: Events
    from: main
    signature: { kind: none, reason: For a test. }
    discriminator: { member: /type }`;

  it.each(['webhooks', 'x-webhooks'])(
    '%s are events: the literal in the payload counts, else the key',
    async (section) => {
      const literal = { type: 'object', properties: { type: { const: 'thing.made' } }, required: ['type'] };
      const { provider } = await run(
        documentOf({ paths: {}, [section]: { made: message(literal), gone: message({ type: 'object' }) } } as never),
        { manifest },
      );
      expect(provider?.webhooks[0]?.events.map(({ types }) => types)).toEqual([['gone'], ['thing.made']]);
    },
  );

  it('whose key is no name have their characters spelled out', async () => {
    const { provider } = await run(
      documentOf({ paths: {}, webhooks: { '1.2': message({ type: 'string' }) } } as never),
    );
    expect(provider?.schemas.map(({ name }) => name)).toEqual(['Value1Dot2Webhook']);
  });

  it('bodies of callbacks are types', async () => {
    const { typeOf } = await run(
      documentOf({ paths: operationOf({ callbacks: { done: { '{$request.query.url}': message(thing) } } } as never) }),
    );
    expect(typeOf('DoThingDoneCallback')).toBe('export interface DoThingDoneCallback { id: string; }');
  });
});

describe('a discriminator', () => {
  const branch = (rest: object): object => ({
    type: 'object',
    properties: { kind: { type: 'string' }, ...rest },
    required: ['kind'],
  });

  it('with a mapping gives each branch the value on the wire, never the name of the schema', async () => {
    const { typeOf } = await run(
      schemasOf({
        Cat: branch({ meow: { type: 'boolean' } }) as never,
        Dog: branch({ bark: { type: 'boolean' } }) as never,
        Pet: {
          oneOf: [reference('Cat'), reference('Dog')],
          discriminator: { propertyName: 'kind', mapping: { feline: '#/components/schemas/Cat', hound: 'Dog' } },
        },
      }),
    );
    expect(typeOf('Pet')).toBe("export type Pet = (Cat & { kind: 'feline' }) | (Dog & { kind: 'hound' });");
  });

  it('without a mapping leaves what the branches say', async () => {
    const { typeOf } = await run(
      schemasOf({
        Cat: branch({ kind: { const: 'cat-1' } }) as never,
        Dog: branch({}) as never,
        Pet: { oneOf: [reference('Cat'), reference('Dog')], discriminator: { propertyName: 'kind' } },
      }),
    );
    expect(typeOf('Pet')).toBe('export type Pet = Cat | Dog;');
    expect(typeOf('Cat')).toContain("kind: 'cat-1'");
    expect(typeOf('Dog')).toContain('kind: string');
  });

  it('of a base narrows the schemas that build on it', async () => {
    const { typeOf } = await run(
      schemasOf({
        Pet: { ...branch({}), discriminator: { propertyName: 'kind', mapping: { feline: 'Cat' } } },
        Cat: { allOf: [reference('Pet'), { type: 'object', properties: { meow: { type: 'boolean' } } }] },
      }),
    );
    expect(typeOf('Cat')).toContain("kind: 'feline'");
  });
});

describe('members that travel one way', () => {
  it('give a request and a response type where they differ', async () => {
    const user = {
      type: 'object',
      required: ['id', 'password'],
      properties: {
        id: { type: 'string', readOnly: true },
        password: { type: 'string', writeOnly: true },
        name: { type: 'string' },
      },
    } as const;
    const { typeOf } = await run(
      documentOf({
        paths: operationOf({
          requestBody: jsonBody(reference('User')),
          responses: { 200: { description: '', ...(jsonBody(reference('User')) as object) } },
        }),
        components: { schemas: { User: user } },
      }),
    );
    expect(typeOf('User')).toBe('export interface User { id: string; name?: string; }');
    expect(typeOf('UserInput')).toBe('export interface UserInput { password: string; name?: string; }');
    expect(typeOf('DoThingParams')).toContain('body?: UserInput');
  });
});

describe('schemas that types can say', () => {
  it.each([
    [
      'labelled constants',
      {
        oneOf: [
          { const: 1, title: 'One' },
          { const: 2, title: 'Two' },
        ],
      },
      'export type A = 1 | 2;',
    ],
    ['null in a list of types', { type: ['string', 'null'] }, 'export type A = string | null;'],
    ['nullable, left behind in 3.1', { type: 'string', nullable: true }, 'export type A = string | null;'],
    ['true', true, 'export type A = unknown;'],
    ['false', false, 'export type A = never;'],
    [
      'a map',
      { type: 'object', additionalProperties: { type: 'number' } },
      'export interface A { [key: string]: number; }',
    ],
    [
      'members by prefix',
      { type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
      'export interface A { [key: `x-${string}`]: string; }',
    ],
    [
      'a closed tuple',
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 1 },
      'export type A = [string, number?];',
    ],
    [
      'an open tuple',
      { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' }, minItems: 1 },
      'export type A = [string, ...number[]];',
    ],
    [
      'no further members',
      { type: 'object', properties: { a: { type: 'string' } }, unevaluatedProperties: false },
      'export interface A { a?: string; }',
    ],
    ['recursion', { type: 'object', properties: { next: reference('A') } }, 'export interface A { next?: A; }'],
    [
      'odd member names',
      { type: 'object', properties: { "it's": { type: 'string' }, 'a.b': true, class: true } },
      "export interface A { 'it\\'s'?: string; 'a.b'?: unknown; class?: unknown; }",
    ],
  ])('%s', async (_, schema, want) => {
    const { typeOf, messages } = await run(schemasOf({ A: schema }));
    expect(messages).toEqual([]);
    expect(typeOf('A')).toBe(want);
  });
});

describe('titled constants', () => {
  it('of an enumeration have their labels in the comment', async () => {
    const labelled = [
      { const: 1, title: 'One' },
      { const: 2, title: 'Two' },
    ];
    const { text } = await run(schemasOf({ A: { type: 'integer', oneOf: labelled } }));
    expect(text('types/operations.ts')).toContain('1 One, 2 Two.');
  });
});

describe('what types cannot say is a note and a sentence', () => {
  it.each([
    [
      'dependentRequired',
      { type: 'object', properties: { a: true }, dependentRequired: { a: ['b'] } },
      'With `a`, `b` must be there too.',
    ],
    [
      'if and then',
      { if: { required: ['a'] }, then: { required: ['b'] } },
      'demands more of some of these values (`if`)',
    ],
    ['not', { not: { type: 'string' } }, 'excludes some of these values (`not`)'],
    ['contains', { type: 'array', contains: { const: 1 } }, 'demands certain items (`contains`)'],
    [
      'propertyNames',
      { type: 'object', propertyNames: { maxLength: 3 } },
      'restricts the names of members (`propertyNames`)',
    ],
    [
      'patternProperties beside properties',
      { type: 'object', properties: { a: true }, patternProperties: { '^x-': { type: 'string' } } },
      'Members that match `^x-` are `string`.',
    ],
    [
      'unevaluatedProperties beside what is composed',
      { allOf: [{ properties: { a: true } }, { required: ['a'] }], unevaluatedProperties: { type: 'boolean' } },
      'Other members are `boolean`.',
    ],
    [
      'dependentSchemas',
      { type: 'object', properties: { a: true }, dependentSchemas: { a: { required: ['b'] } } },
      'With `a`, the validator demands more.',
    ],
  ])('%s', async (_, schema, sentence) => {
    const { text, messages } = await run(schemasOf({ A: schema }));
    expect(messages).toEqual([expect.stringContaining('note type-loss')]);
    expect(text('types/operations.ts').replaceAll(/\n \* /g, ' ')).toContain(sentence);
  });

  it('a circle of aliases is opened, with a warning', async () => {
    const { messages, typeOf } = await run(schemasOf({ A: reference('B'), B: reference('A') }));
    expect(messages).toEqual([expect.stringContaining('warning type-loss')]);
    expect([typeOf('A'), typeOf('B')]).toContain('export type A = B;');
  });

  it('an unknown keyword is a warning with its pointer, and the rest is generated', async () => {
    const { diagnostics, typeOf } = await run(schemasOf({ A: { type: 'string', min_items: 1 } }));
    expect(diagnostics).toMatchObject([{ severity: 'warning', at: { pointer: '/components/schemas/A/min_items' } }]);
    expect(typeOf('A')).toBe('export type A = string;');
  });
});

describe('names', () => {
  const schemas = {
    ab: { type: 'string' },
    AB: { type: 'number' },
    Ab: { type: 'boolean' },
    'a.b': { type: 'null' },
  } as const;

  it('that collide stop generation, with what to write', async () => {
    const { messages, diagnostics } = await run(schemasOf({ pet: thing, Pet: thing }));
    expect(messages).toEqual([expect.stringContaining('error collision')]);
    expect(diagnostics[0]?.hint).toContain('names:');
  });

  it('that collide are spelled out where the manifest says so, the same whatever else is there', async () => {
    const { provider, messages } = await run(schemasOf(schemas), { manifest: SPELLED });
    expect(messages).toEqual([]);
    expect(provider?.schemas.map(({ name }) => name)).toEqual(['AB', 'ADotB', 'Ab', 'LowerAb']);
  });

  it('that are still the same when spelled out have the codes of their characters', async () => {
    const { provider, messages } = await run(
      schemasOf({ AB: { type: 'string' }, A_B: { type: 'number' }, AUnderscoreB: { type: 'boolean' } }),
      { manifest: SPELLED },
    );
    expect(messages).toEqual([]);
    expect(provider?.schemas.map(({ name }) => name)).toEqual(['AB', 'AU5FB', 'AUnderscoreB']);
  });

  it('of generated code make a schema step aside', async () => {
    const { provider } = await run(schemasOf({ Client: thing, Record: thing, Pet: thing, PetSchema: thing }));
    expect(provider?.schemas.map(({ name }) => name)).toEqual(['ClientType', 'Pet', 'PetSchemaType', 'RecordType']);
  });

  it('of operations that are reserved words become names that functions can have', async () => {
    const { provider } = await run(
      documentOf({ paths: { '/things/{id}': { delete: { operationId: 'delete', responses: {} } } } }),
    );
    expect(provider?.apis[0]?.operations.map(({ id }) => id)).toEqual(['deleteThings']);
  });

  it('of parameters that clash have arguments of their own', async () => {
    const parameters = [
      { name: 'id', in: 'query', schema: { type: 'string' } },
      { name: 'id', in: 'header', schema: { type: 'integer' } },
      { name: 'body', in: 'query', schema: { type: 'boolean' } },
    ];
    const { typeOf, messages, text } = await run(
      documentOf({ paths: operationOf({ parameters, requestBody: jsonBody({ type: 'string' }) }) }),
    );
    expect(messages).toHaveLength(2);
    expect(typeOf('DoThingParams')).toBe(
      'export interface DoThingParams { id?: string; idHeader?: number; bodyQuery?: boolean; body?: DoThingBody; }',
    );
    expect(text('client.ts')).toContain("name: 'body', argument: 'bodyQuery'");
  });
});

describe('what is new in 3.2', () => {
  it('query operations, with a body', async () => {
    const { provider } = await run(
      documentOf({ paths: operationOf({ requestBody: jsonBody({ type: 'string' }) }, 'query') }, '3.2.0'),
    );
    expect(provider?.apis[0]?.operations).toMatchObject([
      { method: 'query', body: { content: [{ mediaType: 'application/json' }] } },
    ]);
  });

  it('itemSchema: one item of a stream', async () => {
    const responses = { 200: { description: '', content: { 'application/jsonl': { itemSchema: thing } } } };
    const { provider } = await run(documentOf({ paths: operationOf({ responses }, 'get') }, '3.2.0'));
    expect(provider?.apis[0]?.operations[0]?.responses[0]?.content).toMatchObject([{ stream: true }]);
  });

  it('querystring: the whole query as one value', async () => {
    const parameters = [
      { name: 'filter', in: 'querystring', content: { 'application/x-www-form-urlencoded': { schema: thing } } },
    ];
    const { provider, typeOf } = await run(documentOf({ paths: operationOf({ parameters }, 'get') }, '3.2.0'));
    expect(provider?.apis[0]?.operations[0]?.parameters).toMatchObject([{ in: 'querystring', name: 'filter' }]);
    expect(typeOf('DoThingParams')).toContain('filter?: { id: string }');
  });

  it('other methods are a warning, not nothing', async () => {
    const paths = { '/things': { additionalOperations: { COPY: { responses: {} } } } };
    const { messages } = await run(documentOf({ paths }, '3.2.0'));
    expect(messages).toEqual(['warning keyword-unsupported: operations with the method "COPY" are not generated']);
  });
});
