/** Whom a change concerns: the side that reads, the side that sends, and the names that either wrote. */
import { describe, expect, test } from 'vitest';

import { sideOfDocument } from '../../generator/cli/sides.js';
import type { Change } from '../../generator/diff/change.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import type { JsonObject } from '../../generator/schema.js';

const content = (schema: JsonObject, mediaType = 'application/json'): JsonObject => ({
  content: { [mediaType]: { schema } },
});
const object = (...names: readonly string[]): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** One operation that sends a type, is answered with another, and fails with a third. */
function documentOf(operation: JsonObject, schemas: JsonObject): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1' },
    paths: {
      '/nights': {
        post: {
          operationId: 'addNight',
          parameters: [{ name: 'dry', in: 'query', schema: { type: 'boolean' } }],
          ...operation,
        },
      },
    },
    components: { schemas },
  };
}

function changesOf(before: JsonObject, after: JsonObject): readonly Change[] {
  return diffSides(sideOfDocument(before, 'old.yaml'), sideOfDocument(after, 'new.yaml'));
}

describe('a type that came or went concerns those who meet it', () => {
  const Idle = object('idle', 'other');
  const bare = documentOf({ responses: { '204': { description: 'Done.' } } }, {});
  const full = documentOf(
    {
      requestBody: content(ref('Sent')),
      responses: { '200': { description: 'Done.', ...content(ref('Read')) } },
    },
    { Sent: object('deep'), Read: object('id', 'at'), Idle },
  );

  test.each([
    ['came', bare, full, 'schema-added', 'additive'],
    ['went', full, bare, 'schema-removed', 'breaking'],
  ] as const)('that %s', (_, before, after, kind, grade) => {
    const found = changesOf(before, after).filter((change) => change.kind === kind);
    expect(found.map(({ subject, reader, sender, through }) => [subject.name, reader, sender, through])).toEqual([
      // A type that nothing refers to is exported all the same, and its users read it.
      ['Idle', grade, undefined, []],
      ['Read', grade, undefined, ['addNight']],
      ['Sent', undefined, grade, ['addNight']],
    ]);
  });
});

describe('a change of a part of an operation names the types of that part', () => {
  const operation = (answer: string, failure: string): JsonObject => ({
    requestBody: content(object('deep')),
    responses: {
      '200': { description: 'Done.', ...content(object('id'), answer) },
      '400': { description: 'Bad.', ...content(object('message'), failure) },
    },
  });
  const namesOf = (before: JsonObject, after: JsonObject, kind: string): readonly (readonly string[])[] =>
    changesOf(documentOf(before, {}), documentOf(after, {}))
      .filter((change) => change.kind === kind)
      .map(({ exported }) => exported);
  const start = operation('application/json', 'application/json');

  test('of an answer', () => {
    const failing = operation('application/json', 'application/problem+json');
    expect(namesOf(start, failing, 'response-media-type-removed')).toEqual([['addNight', 'AddNightError400']]);
    const answering = operation('application/xml', 'application/json');
    expect(namesOf(start, answering, 'response-media-type-removed')).toEqual([['addNight', 'AddNightResponse']]);
  });

  test('of the body, which is among the arguments', () => {
    const { requestBody: _, ...without } = start;
    expect(namesOf(start, without, 'body-removed')).toEqual([['addNight', 'AddNightParams', 'AddNightBody']]);
  });

  test('of a parameter', () => {
    const after = { ...start, parameters: [] };
    expect(namesOf(start, after, 'parameter-removed')).toEqual([['addNight', 'AddNightParams']]);
  });

  test('of the first parameter, where there is no type of arguments yet', () => {
    const answer = { responses: { '204': { description: 'Done.' } } };
    const after = { ...answer, parameters: [{ name: 'dry', in: 'query', schema: { type: 'boolean' } }] };
    const before = { ...answer, parameters: [] };
    expect(namesOf(before, after, 'parameter-added-optional')).toEqual([['addNight']]);
  });

  test('of the whole, which is every type of its own', () => {
    const after = { ...start, operationId: 'createNight' };
    expect(namesOf(start, after, 'operation-renamed')).toEqual([
      ['addNight', 'AddNightBody', 'AddNightError400', 'AddNightParams', 'AddNightResponse'],
    ]);
  });
});
