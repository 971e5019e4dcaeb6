import { describe, expect, it } from 'vitest';

import type { JsonValue } from '../../generator/schema.js';
import { run } from './front-end.js';
import type { FrontEnd } from './front-end.js';
import type { FolderOptions } from './harness.js';

const list = { type: 'array', items: { type: 'string' } };
const definitions = { Thing: { type: 'object', properties: { note: { type: 'string', 'x-nullable': true } } } };

function swagger(parts: Readonly<Record<string, JsonValue>>, options?: FolderOptions): Promise<FrontEnd> {
  return run(JSON.stringify({ swagger: '2.0', info: { title: 'Old', version: '1' }, definitions, ...parts }), options);
}

/** One operation, as later stages know it. */
async function operationOf(operation: JsonValue, rest: Readonly<Record<string, JsonValue>> = {}): Promise<unknown> {
  const { provider } = await swagger({ paths: { '/things': { post: operation } }, ...rest });
  return provider?.apis[0]?.operations[0];
}

describe('an operation of Swagger 2.0', () => {
  it('takes its own media types before those of the document', async () => {
    const parameters = [{ name: 'b', in: 'body', schema: { type: 'string' } }];
    const responses = { 200: { description: '', schema: { type: 'file' } } };
    const rest = { consumes: ['application/json'], produces: ['application/json'] };
    const own = { consumes: ['text/plain'], produces: ['application/pdf'] };
    expect(await operationOf({ parameters, responses, ...own }, rest)).toMatchObject({
      body: { content: [{ mediaType: 'text/plain' }] },
      responses: [{ content: [{ mediaType: 'application/pdf' }] }],
    });
  });

  it('has its body, and the answers, where they are only referred to', async () => {
    const thing = { $ref: '#/definitions/Thing' };
    const rest = {
      parameters: { thing: { name: 'b', in: 'body', required: true, schema: thing } },
      responses: { no: { description: 'No.', schema: thing } },
    };
    const operation = { parameters: [{ $ref: '#/parameters/thing' }], responses: { 400: { $ref: '#/responses/no' } } };
    const content = [{ mediaType: 'application/json', schema: { $ref: '#/$defs/Thing' } }];
    expect(await operationOf(operation, rest)).toMatchObject({
      body: { required: true, content },
      responses: [{ status: '400', content }],
    });
  });

  it('keeps all that a field of a form says, and how lists in it are written', async () => {
    const { typeOf, provider } = await swagger({
      paths: {
        '/things': {
          post: {
            operationId: 'addThing',
            parameters: [
              { name: 'kind', in: 'formData', type: 'string', enum: ['a', 'b'], required: true },
              { name: 'commas', in: 'formData', ...list },
              { name: 'many', in: 'formData', ...list, collectionFormat: 'multi' },
              { name: 'pipes', in: 'formData', ...list, collectionFormat: 'pipes' },
            ],
            responses: {},
          },
        },
      },
    });
    expect(typeOf('AddThingBody')).toBe(
      "export interface AddThingBody { kind: 'a' | 'b'; commas?: string[]; many?: string[]; pipes?: string[]; }",
    );
    expect(provider?.apis[0]?.operations[0]?.body).toMatchObject({
      required: true,
      content: [
        {
          mediaType: 'application/x-www-form-urlencoded',
          encoding: { commas: 'commaDelimited', many: 'form', pipes: 'pipeDelimited' },
        },
      ],
    });
  });

  it('sends files as a form of parts', async () => {
    const parameters = [{ name: 'file', in: 'formData', type: 'file', required: true }];
    expect(await operationOf({ parameters, responses: {} })).toMatchObject({
      body: { content: [{ mediaType: 'multipart/form-data' }] },
    });
  });

  it('has the body of its path; its own comes before', async () => {
    const body = (type: string): JsonValue => ({ name: 'b', in: 'body', schema: { type } });
    const { typeOf } = await swagger({
      paths: {
        '/things': {
          parameters: [body('string')],
          post: { operationId: 'post', responses: {} },
          put: { operationId: 'put', parameters: [body('integer')], responses: {} },
        },
      },
    });
    expect([typeOf('PostBody'), typeOf('PutBody')]).toEqual([
      'export type PostBody = string;',
      'export type PutBody = number;',
    ]);
  });
});

describe('a document of Swagger 2.0', () => {
  it('may be in several files, in whose parts the words of 2.0 are read, too', async () => {
    const common = { swagger: '2.0', definitions: { Thing: { type: 'string', 'x-nullable': true } } };
    const thing = { $ref: 'common.json#/definitions/Thing' };
    const item = {
      post: {
        operationId: 'addThing',
        parameters: [{ name: 'b', in: 'body', schema: thing }, { $ref: 'limit.yaml' }],
        responses: { 200: { description: '', schema: thing } },
      },
    };
    const { typeOf, provider, messages } = await swagger(
      { paths: { '/things': { $ref: 'things.json' } }, definitions: {} },
      {
        files: [
          { path: 'common.json', text: JSON.stringify(common) },
          { path: 'limit.yaml', text: '{ name: limit, in: query, type: integer }' },
          { path: 'things.json', text: JSON.stringify(item) },
        ],
      },
    );
    expect(messages).toEqual([]);
    expect(typeOf('CommonThing')).toBe('export type CommonThing = string | null;');
    expect(provider?.apis[0]?.operations[0]).toMatchObject({
      parameters: [{ name: 'limit', in: 'query' }],
      body: { content: [{ schema: { $ref: '#/$defs/CommonThing' } }] },
      responses: [{ content: [{ schema: { $ref: '#/$defs/CommonThing' } }] }],
    });
  });

  it('says which lists it cannot write, and what is no parameter', async () => {
    const parameters = [{ name: 'a', in: 'query', ...list, collectionFormat: 'tsv' }, { name: 'b' }];
    const { diagnostics } = await swagger({ paths: { '/things': { get: { parameters, responses: {} } } } });
    expect(diagnostics.map(({ severity, at }) => `${severity} ${at.pointer ?? ''}`)).toEqual([
      'warning /paths/~1things/get/parameters/0/collectionFormat',
      'warning /paths/~1things/get/parameters/1',
    ]);
  });
});
