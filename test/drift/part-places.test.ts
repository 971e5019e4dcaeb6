/** Where changes of a document as a whole are said to be: its events, servers and ways to authenticate. */
import { expect, test } from 'vitest';

import { sideOfDocument } from '../../generator/cli/sides.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import type { JsonObject } from '../../generator/schema.js';

const content = { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } };
const event: JsonObject = { post: { requestBody: { content } } };

function placesIn(before: JsonObject, after: JsonObject): readonly string[] {
  const base = { openapi: '3.1.0', info: { title: 'Acme', version: '1' }, paths: {} };
  const sides = [sideOfDocument({ ...base, ...before }, 'old.yaml'), sideOfDocument({ ...base, ...after }, 'new.yaml')];
  const [from = new Map(), to = new Map()] = sides;
  return diffSides(from, to)
    .filter(({ kind }) => !kind.startsWith('schema-'))
    .map(({ kind, file, pointer }) => `${kind} ${file}#${pointer}`);
}

test('events are in the section that the document has them in', () => {
  expect(
    placesIn({ 'x-webhooks': { gone: event, kept: event } }, { 'x-webhooks': { kept: event, 'a/b': event } }),
  ).toEqual(['event-removed old.yaml#/x-webhooks/gone', 'event-added new.yaml#/x-webhooks/a~1b']);
  expect(placesIn({ webhooks: { kept: event } }, { webhooks: { kept: event, fresh: event } })).toEqual([
    'event-added new.yaml#/webhooks/fresh',
  ]);
});

test('a webhook is where its events are', () => {
  expect(placesIn({}, { 'x-webhooks': { fresh: event } })).toEqual(['webhook-added new.yaml#/x-webhooks']);
  expect(placesIn({ webhooks: { gone: event } }, {})).toEqual(['webhook-removed old.yaml#/webhooks']);
});

test('what is gone is in the old document', () => {
  const schemes = { components: { securitySchemes: { Key: { type: 'http', scheme: 'bearer' } } } };
  const before = { ...schemes, servers: [{ url: 'https://api.example.com' }], security: [{ Key: [] }] };
  expect(placesIn({ ...before, webhooks: { kept: event } }, { ...schemes, webhooks: { kept: event } })).toEqual([
    'environment-removed old.yaml#/servers',
    'authentication-changed old.yaml#/security',
  ]);
});

test('a document without a type of its own is named all the same', () => {
  const paths = { '/ping': { get: { operationId: 'ping', responses: { '204': { description: 'Alive.' } } } } };
  expect(placesIn({ paths }, { paths, servers: [{ url: 'https://api.example.com' }] })).toEqual([
    'environment-added new.yaml#/servers',
  ]);
});
