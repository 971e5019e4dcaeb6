/** Where changes are said to be: each pointer is one that the named document has, and the place that the change is of. */
import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { buildFolders, parseDocument, sideOfDocument } from '../../generator/cli/sides.js';
import type { Change } from '../../generator/diff/change.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import { valueAt } from '../../generator/pointer.js';
import type { JsonObject } from '../../generator/schema.js';
import { folderOf } from '../support/provider-folder.js';
import { referenceFile } from '../support/reference.js';
import { operationEdits } from './operation-edits.js';
import { at } from './records.js';
import { smallDocument } from './small-document.js';

/** A document with one operation, and what it refers to. */
function documentOf(schemas: JsonObject, answer: JsonObject, more: JsonObject = {}): JsonObject {
  const content = { 'application/json': { schema: answer } };
  return {
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1' },
    paths: {
      '/nights/{id}': {
        parameters: [{ $ref: '#/components/parameters/Id' }],
        post: {
          operationId: 'findNight',
          parameters: [{ name: 'from', in: 'query', schema: { type: 'string', enum: ['a', 'b'] } }],
          responses: { '200': { description: 'Found.', content }, '404': { $ref: '#/components/responses/None' } },
          ...more,
        },
      },
    },
    components: {
      parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 9 } } },
      responses: { None: { description: 'None.', content } },
      schemas,
    },
  };
}

/** The places of all changes but those of texts. */
function placesIn(before: JsonObject, after: JsonObject): readonly string[] {
  return diffSides(sideOfDocument(before, 'old.yaml'), sideOfDocument(after, 'new.yaml'))
    .filter(({ reader, sender }) => (reader ?? 'docs') !== 'docs' || (sender ?? 'docs') !== 'docs')
    .map(({ kind, file, pointer }) => `${kind} ${file}#${pointer}`)
    .sort();
}

const text: JsonObject = { type: 'string' };
const number: JsonObject = { type: 'number' };
const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe('a change is where the document has it', () => {
  test('a member that went is in the old document, one that came in the new one', () => {
    const before = documentOf({ Night: object({ deep: text, 'a/b': text }) }, ref('Night'));
    const after = documentOf({ Night: object({ fresh: number }) }, ref('Night'));
    expect(placesIn(before, after)).toEqual([
      'member-added-optional new.yaml#/components/schemas/Night/properties/fresh',
      'member-removed old.yaml#/components/schemas/Night/properties/a~1b',
      'member-removed old.yaml#/components/schemas/Night/properties/deep',
    ]);
  });

  test('a renamed member is where it had the name that the line says', () => {
    const before = documentOf({ Night: object({ level: number, other: text }) }, ref('Night'));
    const after = documentOf({ Night: object({ activity_level: number, other: text }) }, ref('Night'));
    expect(placesIn(before, after)).toEqual(['member-renamed old.yaml#/components/schemas/Night/properties/level']);
  });

  test('a type described in place is at its answer, also where the document has the answer elsewhere', () => {
    const before = documentOf({}, object({ deep: text }));
    const after = documentOf({}, object({ deep: number }));
    expect(placesIn(before, after)).toEqual([
      'kind-changed new.yaml#/components/responses/None/content/application~1json/schema/properties/deep',
      'kind-changed new.yaml#/paths/~1nights~1{id}/post/responses/200/content/application~1json/schema/properties/deep',
    ]);
  });

  test('a type described in place is at its request body', () => {
    const body = (member: JsonObject): JsonObject => ({
      requestBody: { content: { 'application/json': { schema: object({ deep: member, other: text }) } } },
    });
    const [before, after] = [documentOf({}, text, body(text)), documentOf({}, text, body(number))];
    expect(placesIn(before, after)).toEqual([
      'kind-changed new.yaml#/paths/~1nights~1{id}/post/requestBody/content/application~1json/schema/properties/deep',
    ]);
  });

  test('compositions lie on the way', () => {
    const composed = (member: JsonObject): JsonObject => ({
      allOf: [ref('Base'), { type: 'object', properties: { own: member } }],
    });
    const Base = object({ id: text });
    const before = documentOf({ Base, Night: object({ inner: composed(text) }) }, ref('Night'));
    const after = documentOf({ Base, Night: object({ inner: composed(number) }) }, ref('Night'));
    expect(placesIn(before, after)).toEqual([
      'kind-changed new.yaml#/components/schemas/Night/properties/inner/allOf/1/properties/own',
    ]);
  });

  test('what one version writes out and the other refers to is where the reference leads', () => {
    const scores = (member: JsonObject): JsonObject => object({ sleep: member });
    const before = documentOf({ Night: object({ scores: scores(number), other: text }) }, ref('Night'));
    const after = documentOf(
      {
        Night: object({ scores: { anyOf: [ref('Scores'), { type: 'null' }] }, other: text }),
        Scores: scores({ anyOf: [text, { type: 'null' }] }),
      },
      ref('Night'),
    );
    expect(placesIn(before, after)).toEqual([
      'became-nullable new.yaml#/components/schemas/Night/properties/scores',
      'became-nullable new.yaml#/components/schemas/Scores/properties/sleep',
      'kind-changed new.yaml#/components/schemas/Scores/properties/sleep',
      'schema-added new.yaml#/components/schemas/Scores',
    ]);
  });

  test('alternatives are counted as the document counts them, with null among them', () => {
    const night = (member: JsonObject): JsonObject => ({
      oneOf: [
        { type: 'null' },
        object({ kind: { const: 'a' }, deep: text }),
        object({ kind: { const: 'b' }, deep: member }),
      ],
    });
    const [before, after] = [documentOf({ Night: night(text) }, text), documentOf({ Night: night(number) }, text)];
    expect(placesIn(before, after)).toEqual([
      'kind-changed new.yaml#/components/schemas/Night/oneOf/2/properties/deep',
    ]);
  });

  test('a parameter is where it stands: at the operation, at the path, or among the components', () => {
    const before = documentOf({}, text);
    const after = structuredClone(before) as unknown as ReturnType<typeof smallDocument>;
    at(after, 'components', 'parameters', 'Id', 'schema')['maxLength'] = 5;
    at(after, 'paths', '/nights/{id}', 'post')['parameters'] = [{ name: 'to', in: 'query', schema: text }];
    expect(placesIn(before, after as JsonObject)).toEqual([
      'maxLength-lowered new.yaml#/components/parameters/Id/schema',
      'parameter-added-optional new.yaml#/paths/~1nights~1{id}/post/parameters/0',
      'parameter-removed old.yaml#/paths/~1nights~1{id}/post/parameters/0',
    ]);
  });

  test('types that refer to each other in a circle end', () => {
    const circle = { A: { allOf: [ref('B')] }, B: { anyOf: [ref('A'), { type: 'null' }] } };
    const before = documentOf({ ...circle, Night: object({ a: ref('A'), gone: text }) }, ref('Night'));
    const after = documentOf({ ...circle, Night: object({ a: ref('A') }) }, ref('Night'));
    expect(placesIn(before, after)).toEqual(['member-removed old.yaml#/components/schemas/Night/properties/gone']);
  });
});

test('a folder is looked into as a lone document is', () => {
  const side = (members: JsonObject) =>
    buildFolders([
      folderOf('acme', {
        'manifest.yaml': {
          title: 'Acme',
          apis: {
            main: {
              document: 'openapi.json',
              environments: { production: { url: 'https://api.example.com', description: 'Live.' } },
              authentication: { kind: 'bearer', token: 'apiKey' },
            },
          },
        },
        'openapi.json': documentOf(
          { Night: object({ scores: { allOf: [object(members)] } }) },
          object({ night: ref('Night') }),
        ),
      }),
    ]);
  const [change] = diffSides(side({ deep: text, rem: text }), side({ deep: text }));
  expect([change?.kind, change?.pointer]).toEqual([
    'member-removed',
    '/components/schemas/Night/properties/scores/allOf/0/properties/rem',
  ]);
});

/** Changes of places that their documents do not have. */
function missing(changes: readonly Change[], documents: Readonly<Record<string, JsonObject>>): readonly string[] {
  return changes
    .filter(({ file, pointer }) => valueAt(documents[file], pointer) === undefined)
    .map(({ kind, file, pointer }) => `${kind} ${file}#${pointer}`);
}

test('every change of an operation is at a place that its document has', () => {
  const [before, after] = [smallDocument(operationEdits.length), smallDocument(operationEdits.length)];
  operationEdits.forEach(({ edit }, index) => {
    edit({ before: at(before, 'paths'), after: at(after, 'paths'), path: `/things${index}/{id}`, method: 'post' });
  });
  const [from, to] = [before as JsonObject, after as JsonObject];
  const changes = diffSides(sideOfDocument(from, 'old.json'), sideOfDocument(to, 'new.json'));
  expect(changes.length).toBeGreaterThanOrEqual(operationEdits.length);
  expect(missing(changes, { 'old.json': from, 'new.json': to })).toEqual([]);
});

const contracts = ['openapi-2022.03.16.json', 'openapi-2025-10-31.yaml', 'openapi.yaml'];

describe.skipIf(referenceFile('providers/terra/openapi.yaml') === undefined)("Terra's contracts", () => {
  test.each([
    [contracts[0] ?? '', contracts[1] ?? ''],
    [contracts[1] ?? '', contracts[2] ?? ''],
  ])('%s to %s: every change is at a place that its document has', async (old, next) => {
    const [from = {}, to = {}] = await Promise.all(
      [old, next].map(async (name) =>
        parseDocument(await readFile(referenceFile(`providers/terra/${name}`) ?? '', 'utf8'), name),
      ),
    );
    const changes = diffSides(sideOfDocument(from, old), sideOfDocument(to, next));
    expect(changes.length).toBeGreaterThan(500);
    expect(missing(changes, { [old]: from, [next]: to })).toEqual([]);
  });
});
