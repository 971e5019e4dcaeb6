/** What a lone document says of its events, beside their bodies. */
import { expect, test } from 'vitest';

import { sideOfDocument } from '../../generator/cli/sides.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import type { JsonObject } from '../../generator/schema.js';

function documentOf(post: JsonObject): JsonObject {
  const content = { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1' },
    webhooks: { 'note.added': { post: { requestBody: { content }, ...post } } },
  };
}

function told(before: JsonObject, after: JsonObject): readonly string[] {
  const sides = [
    sideOfDocument(documentOf(before), 'old.yaml'),
    sideOfDocument(documentOf(after), 'new.yaml'),
  ] as const;
  return diffSides(...sides).map(({ message, pointer }) => `${message} at ${pointer}`);
}

test('that its text changed is told', () => {
  expect(told({ summary: 'A note came.' }, { summary: 'A note was added.' })).toEqual([
    'Text of an event changed: note.added at /webhooks/note.added',
  ]);
});

test('that it is deprecated, or no longer is, is told', () => {
  expect(told({}, { deprecated: true })).toEqual(['Event type deprecated: note.added at /webhooks/note.added']);
  expect(told({ deprecated: true }, {})).toEqual([
    'Event type no longer deprecated: note.added at /webhooks/note.added',
  ]);
});
