import { describe, expect, it } from 'vitest';

import { documentOf, jsonBody, operationOf, run, schemasOf } from './front-end.js';
import type { FrontEnd } from './front-end.js';

const places = ({ diagnostics }: FrontEnd): readonly string[] =>
  diagnostics.map(({ severity, at }) => `${severity} ${at.pointer ?? ''}`);

describe('what is wrong in one place is a warning there, and the rest is generated', () => {
  it('parameters without a name or a place, of no style, of no path', async () => {
    const schema = { type: 'string' };
    const parameters = [
      { name: 'a', in: 'formData', schema },
      { in: 'query', schema },
      { name: 'b', in: 'query', style: 'simple', schema },
      'c',
      { name: 'd', in: 'path', required: true, schema },
      { name: 'e', in: 'header', schema },
    ];
    const outcome = await run(documentOf({ paths: operationOf({ parameters }) }));
    expect(outcome.typeOf('DoThingParams')).toBe(
      'export interface DoThingParams { b?: string; d: string; e?: string; }',
    );
    expect(places(outcome)).toEqual([
      'warning /paths/~1things/post/parameters/0',
      'warning /paths/~1things/post/parameters/1',
      'warning /paths/~1things/post/parameters/2/style',
      'warning /paths/~1things/post/parameters/3',
      'warning /paths/~1things/post',
    ]);
  });

  it('answers under no status', async () => {
    const responses = {
      ok: { description: '' },
      '2xx': { description: '', ...(jsonBody({ type: 'null' }) as object) },
    };
    const outcome = await run(documentOf({ paths: operationOf({ responses }) }));
    expect(outcome.provider?.apis[0]?.operations[0]?.responses.map(({ status }) => status)).toEqual(['2XX']);
    expect(places(outcome)).toEqual(['warning /paths/~1things/post/responses/ok']);
  });

  it('an operation whose own address is not to be used', async () => {
    const servers = [{ url: 'http://uploads.example.com/' }];
    const elsewhere = await run(documentOf({ paths: operationOf({ servers }) }));
    expect(elsewhere.messages).toEqual([
      expect.stringContaining('an address of its own (http://uploads.example.com); it is not encrypted'),
    ]);
    const same = await run(
      documentOf({ servers: [{ url: 'http://uploads.example.com' }], paths: operationOf({ servers }) }),
    );
    expect(same.messages).toEqual([]);
  });

  it('messages without a body of JSON', async () => {
    const form = { requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } } };
    const outcome = await run(documentOf({ paths: {}, webhooks: { sent: { post: form }, empty: { post: {} } } }));
    expect(places(outcome)).toEqual(['warning /webhooks/sent/post', 'warning /webhooks/empty/post']);
  });

  it('what 3.2 says of the parts of a stream', async () => {
    const media = { itemSchema: { type: 'string' }, schema: { type: 'array' }, itemEncoding: {} };
    const responses = { 200: { description: '', content: { 'multipart/mixed': media } } };
    const outcome = await run(documentOf({ paths: operationOf({ responses }) }, '3.2.0'));
    const media200 = '/paths/~1things/post/responses/200/content/multipart~1mixed';
    expect(places(outcome)).toEqual([`warning ${media200}/itemEncoding`, `warning ${media200}/schema`]);
  });

  it('annotations of another kind', async () => {
    const outcome = await run(
      schemasOf({
        A: { type: 'string', description: 5, deprecated: 'yes', format: 7, readOnly: 'true', examples: 'x' },
      }),
    );
    expect(places(outcome)).toEqual(
      ['description', 'deprecated', 'format', 'readOnly', 'examples'].map(
        (key) => `warning /components/schemas/A/${key}`,
      ),
    );
    expect(outcome.typeOf('A')).toBe('export type A = string;');
  });
});

describe('a reference', () => {
  it('that is no text is an error at its place', async () => {
    const outcome = await run(schemasOf({ A: { $ref: 5 } }));
    expect(places(outcome)).toEqual(['error /components/schemas/A/$ref']);
  });

  it('of a parameter that leads back to itself is an error', async () => {
    const components = { parameters: { a: { $ref: '#/components/parameters/a' } } };
    const parameters = [{ $ref: '#/components/parameters/a' }];
    const { messages } = await run(documentOf({ paths: operationOf({ parameters }), components }));
    expect(messages[0]).toBe('error reference-dangling: this reference leads back to itself');
  });
});
