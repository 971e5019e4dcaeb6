/** Stripe's document of 2023 with one hand-made change of every kind: each is found as that kind, graded as the catalogue says. */
import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { diffProviders } from '../../generator/diff/diff-providers.js';
import type { Change } from '../../generator/diff/change.js';
import { documentProvider } from '../../generator/diff/document.js';
import { changeKinds } from '../../generator/diff/kinds.js';
import type { ChangeKind } from '../../generator/diff/kinds.js';
import { valueAt } from '../../generator/pointer.js';
import { toDocument } from '../../generator/references.js';
import type { JsonObject } from '../../generator/schema.js';
import { buildProvider } from '../../generator/provider.js';
import type { ProviderIR } from '../../generator/ir/ir.js';
import { folderOf } from '../support/provider-folder.js';
import { referenceFile } from '../support/reference.js';
import { manifestEdits, startFiles } from './manifest-edits.js';
import type { Files } from './manifest-edits.js';
import { operationEdits } from './operation-edits.js';
import { probes as allProbes } from './probes.js';
import { at } from './records.js';
import type { JsonRecord } from './records.js';
import { smallDocument } from './small-document.js';

/** Of a document, `writeOnly` makes two types of one, so that these two are never found there as such. */
const probes = allProbes.filter(({ kind }) => kind !== 'became-write-only' && kind !== 'became-readable');

function diffDocuments(before: JsonRecord, after: JsonRecord): readonly Change[] {
  const provider = (document: JsonRecord) => documentProvider(document as JsonObject, 'openapi.json').value;
  return diffProviders(provider(before), provider(after));
}

/** Operations with a path parameter at the end of their path, a form as optional body, and an answer of JSON. */
function targets(document: JsonRecord): readonly (readonly [path: string, method: string])[] {
  return Object.entries(at(document, 'paths')).flatMap(([path, item]) => {
    const operation = valueAt(item as JsonObject, '/post');
    const isFit =
      /^[^{}]*\{[^}]*\}$/.test(path) &&
      valueAt(operation, '/requestBody/required') === false &&
      valueAt(operation, '/responses/200/content/application~1json') !== undefined;
    return isFit ? [[path, 'post'] as const] : [];
  });
}

function checkOperationEdits(document: JsonRecord): void {
  const [before, after] = [structuredClone(document), structuredClone(document)];
  const fit = targets(document);
  expect(fit.length).toBeGreaterThanOrEqual(operationEdits.length);
  const expected = operationEdits.flatMap(({ kind, also, edit }, index) => {
    const [path, method] = fit[index] ?? ['', ''];
    edit({ before: at(before, 'paths'), after: at(after, 'paths'), path, method });
    return [kind, ...(also ?? [])];
  });
  const found = diffDocuments(before, after);
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(expected));
  for (const { kind } of operationEdits)
    expect([kind, found.filter((change) => change.kind === kind).length]).toEqual([kind, 1]);
  for (const change of found) expectGrades(change);
}

function checkProbes(document: JsonRecord): void {
  const [before, after] = [structuredClone(document), structuredClone(document)];
  const schemas = at(document, 'components', 'schemas');
  const names = Object.keys(schemas).filter((name) => at(schemas, name)['properties'] !== undefined);
  expect(names.length).toBeGreaterThanOrEqual(probes.length);
  probes.forEach((probe, index) => {
    for (const [version, schema] of [[before, probe.before] as const, [after, probe.after] as const])
      at(version, 'components', 'schemas', names[index] ?? '', 'properties')['probe'] = toDocument(schema);
  });
  const found = diffDocuments(before, after);
  expect(found.map(({ kind }) => kind).sort()).toEqual(probes.map(({ kind }) => kind).sort());
  for (const change of found) expectGrades(change);
  for (const change of found) expect(change.pointer).toContain('/properties/probe');
}

/** A grade is the catalogue's, or none where nobody reads or sends the type. */
function expectGrades(change: Change): void {
  const entry = changeKinds[change.kind];
  expect([change.kind, [undefined, entry.reader]]).toEqual([change.kind, expect.arrayContaining([change.reader])]);
  expect([change.kind, [undefined, entry.sender]]).toEqual([change.kind, expect.arrayContaining([change.sender])]);
  expect(change.reader ?? change.sender).toBeDefined();
}

const stripe = referenceFile('specs/stripe-2023-09.json');

describe('a document with one change of every kind', () => {
  test('of operations: every kind is found once and graded as the catalogue says', () => {
    checkOperationEdits(smallDocument(operationEdits.length));
  });

  test('of schemas: every kind is found once and graded as the catalogue says', () => {
    checkProbes(smallDocument(probes.length));
  });

  test.skipIf(stripe === undefined)('Stripe 2023: operations', async () => {
    checkOperationEdits(JSON.parse(await readFile(stripe ?? '', 'utf8')) as JsonRecord);
  });

  test.skipIf(stripe === undefined)('Stripe 2023: schemas', async () => {
    checkProbes(JSON.parse(await readFile(stripe ?? '', 'utf8')) as JsonRecord);
  });
});

describe('a provider with one change of every kind that only a manifest or a whole document has', () => {
  test.each(manifestEdits)('$kind', ({ kind, also, edit }) => {
    const [before, after] = [startFiles(), startFiles()];
    edit(before, after);
    const found = diffProviders(providerOf(before), providerOf(after));
    expect(new Set(found.map((change) => change.kind))).toEqual(new Set([kind, ...(also ?? [])]));
    for (const change of found) expectGrades(change);
  });
});

const second = {
  openapi: '3.1.0',
  info: { title: 'Second', version: '1' },
  paths: { '/others': { get: { operationId: 'listOthers', responses: { '204': { description: 'None.' } } } } },
};

function providerOf({ manifest, document }: Files): ProviderIR {
  const built = buildProvider(
    folderOf('acme', { 'manifest.yaml': manifest, 'openapi.json': document, 'second.json': second }),
  );
  if (built.value === undefined) throw new Error(built.diagnostics.map(({ message }) => message).join('\n'));
  return built.value;
}

/** What a manifest cannot say. */
const documentEdits: readonly { readonly kind: ChangeKind; readonly edit: (document: JsonRecord) => void }[] = [
  {
    kind: 'authentication-added',
    edit: (document) => {
      document['security'] = [{ key: [] }, { user: [] }];
      at(document, 'components', 'securitySchemes')['user'] = { type: 'http', scheme: 'basic' };
    },
  },
];

describe('a document with one change of every kind that only a document as a whole has', () => {
  test.each(documentEdits)('$kind', ({ kind, edit }) => {
    const [before, after] = [smallDocument(1), smallDocument(1)];
    edit(after);
    const found = diffDocuments(before, after);
    expect(found.map((change) => change.kind)).toEqual([kind]);
    for (const change of found) expectGrades(change);
  });
});

test('every kind of the catalogue has an edit', () => {
  const edits = [...operationEdits, ...allProbes, ...manifestEdits, ...documentEdits];
  const known = new Set<ChangeKind>(edits.map(({ kind }) => kind));
  expect(Object.keys(changeKinds).filter((kind) => !known.has(kind as ChangeKind))).toEqual([]);
});
