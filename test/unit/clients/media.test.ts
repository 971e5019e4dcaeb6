import { expect, test } from 'vitest';

import { mediaKind } from '../../../generator/emit/clients/media.js';
import { commonSchemas, media } from './fixture.js';

const schemas = new Map(commonSchemas.map((schema) => [schema.name, schema]));

test.each([
  ['application/json', 'Thing', 'json'],
  ['application/json; charset=utf-8', 'Thing', 'json'],
  ['application/problem+json', 'Problem', 'json'],
  ['application/vnd.github.v3+json', 'Words', 'json'],
  ['text/csv', 'Words', 'text'],
  ['application/xml', 'Thing', 'text'],
  ['image/png', 'Bytes', 'binary'],
  ['application/pdf', 'Words', 'binary'],
  ['text/plain', 'Bytes', 'binary'],
  ['*/*', 'Words', 'text'],
  ['*/*', 'Thing', 'json'],
  ['application/x-unknown', 'Missing', 'binary'],
  ['multipart/form-data', 'Upload', 'multipart'],
  ['application/x-www-form-urlencoded', 'Form', 'form'],
  ['text/event-stream', 'ChatEvent', 'events'],
  ['text/event-stream', 'Thing', 'eventData'],
  ['application/x-ndjson', 'Thing', 'jsonLines'],
])('%s of %s is %s', (mediaType, name, want) => {
  expect(mediaKind(media(name, mediaType), schemas)).toBe(want);
});

test('a stream of another media type is read by lines', () => {
  expect(mediaKind(media('Thing', 'application/json', { stream: true }), schemas)).toBe('jsonLines');
});
