/** Odd but legal: bodies that no schema shapes, parts with several types, headers that differ only by case. */
import { describe, expect, it } from 'vitest';

import type { JsonValue } from '../../generator/schema.js';
import { documentOf, operationOf, run } from './front-end.js';

const thing = { type: 'object', properties: { id: { type: 'string' } } };

function sending(mediaType: string, media: JsonValue, schemas: Readonly<Record<string, JsonValue>> = {}): string {
  const requestBody = { required: true, content: { [mediaType]: media } };
  return documentOf({ paths: operationOf({ requestBody }), components: { schemas } });
}

describe('what travels as text or bytes is passed so', () => {
  it.each<[string, JsonValue, string]>([
    ['application/xml', thing, 'string'],
    ['application/soap+xml; charset=utf-8', thing, 'string'],
    ['text/csv', { type: 'array', items: thing }, 'string'],
    ['text/plain', { type: 'integer' }, 'number'],
    ['text/plain', { enum: ['a', 'b'] }, "'a' | 'b'"],
    ['text/plain', { oneOf: [{ type: 'integer' }, { type: 'string' }] }, 'number | string'],
    ['application/jsonl', thing, 'string'],
    ['application/octet-stream', {}, 'Blob'],
    ['application/octet-stream', { type: 'string', format: 'binary' }, 'Blob'],
    ['image/png', thing, 'Blob'],
    ['multipart/mixed', thing, 'Blob'],
    ['application/vnd.example+json', { type: 'array', items: { type: 'string' } }, 'string[]'],
  ])('%s of %o is %s', async (mediaType, schema, want) => {
    const { typeOf } = await run(sending(mediaType, { schema }));
    expect(typeOf('DoThingBody')).toBe(`export type DoThingBody = ${want};`);
  });

  it('a schema behind a reference, with a note of what is not checked', async () => {
    const { typeOf, messages, diagnostics } = await run(
      sending('application/xml', { schema: { $ref: '#/components/schemas/Thing' } }, { Thing: thing }),
    );
    expect(typeOf('DoThingParams')).toBe('export interface DoThingParams { body: DoThingBody; }');
    expect(typeOf('DoThingBody')).toBe('export type DoThingBody = string;');
    expect(messages).toEqual([
      'note type-loss: a body of application/xml is passed as text; what its schema describes is not checked',
    ]);
    expect(diagnostics[0]?.at.pointer).toBe('/paths/~1things/post/requestBody/content/application~1xml/schema');
  });
});

describe('parts of forms', () => {
  it('that may have several types have the first; headers of their own are not sent', async () => {
    const encoding = {
      id: { contentType: 'text/plain, text/html', headers: { 'X-A': { schema: { type: 'string' } } } },
    };
    const { provider, messages } = await run(sending('multipart/form-data', { schema: thing, encoding }));
    const [media] = provider?.apis[0]?.operations[0]?.body?.content ?? [];
    expect(media?.encoding).toEqual({ id: 'text/plain' });
    expect(messages).toEqual(['warning keyword-unsupported: headers of a part are not sent']);
  });
});

describe('parameters', () => {
  it('of an operation replace those of its path; headers do so whatever their case', async () => {
    const parameter = (name: string, where: string, type: string): JsonValue => ({ name, in: where, schema: { type } });
    const paths = {
      '/things': {
        parameters: [parameter('X-Trace', 'header', 'string'), parameter('Page', 'query', 'string')],
        get: {
          operationId: 'doThing',
          parameters: [parameter('x-trace', 'header', 'integer'), parameter('page', 'query', 'integer')],
          responses: {},
        },
      },
    };
    const { typeOf } = await run(documentOf({ paths }));
    expect(typeOf('DoThingParams')).toBe(
      "export interface DoThingParams { 'x-trace'?: number; Page?: string; page?: number; }",
    );
  });
});
