/**
 * GitHub's document as `@octokit/openapi` ships it, two versions apart. `npm run test:octokit` installs both in a
 * temporary folder and sets HOOKWRIGHT_OCTOKIT; without it these tests are skipped.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { loadSide, parseDocument } from '../../generator/cli/sides.js';
import type { Side } from '../../generator/cli/sides.js';
import { gradeOf } from '../../generator/diff/change.js';
import type { Change } from '../../generator/diff/change.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import { findDisagreements } from '../../generator/diff/judge.js';
import { printDiff, summarize } from '../../generator/diff/print.js';
import { isObject } from '../../generator/load/parse-text.js';
import type { JsonObject } from '../../generator/schema.js';
import { root } from '../support/provider-folder.js';

const folder = process.env['HOOKWRIGHT_OCTOKIT'];
const fileOf = (version: string): string =>
  join(folder ?? '', `node_modules/octokit-${version}/generated/api.github.com.json`);

describe.skipIf(folder === undefined)("GitHub's document, 22.0.0 to 23.0.2", { timeout: 300_000 }, () => {
  let before: Side = new Map();
  let after: Side = new Map();
  let changes: readonly Change[] = [];

  beforeAll(async () => {
    [before, after] = [await loadSide(fileOf('22'), 'schemas'), await loadSide(fileOf('23'), 'schemas')];
    changes = diffSides(before, after);
  });

  test('the report is as it was read by hand', async () => {
    await expect(`${printDiff(changes, 'text')}\n`).toMatchFileSnapshot(
      join(root, 'test/golden/octokit-22.0.0-to-23.0.2.txt'),
    );
  });

  test('operations that came, went or moved are those of the documents', async () => {
    const [from, to] = [await operationsOf(fileOf('22')), await operationsOf(fileOf('23'))];
    const count = (kind: string): number => changes.filter((change) => change.kind === kind).length;
    const only = (one: Addresses, other: Addresses): number => [...one.keys()].filter((id) => !other.has(id)).length;
    expect(count('operation-removed')).toBe(only(from, to));
    expect(count('operation-added')).toBe(only(to, from));
    expect(count('operation-moved')).toBe(
      [...from].filter(([id, address]) => to.has(id) && to.get(id) !== address).length,
    );
  });

  test('nothing breaks for want of a format that only names the range of a number', () => {
    const suspects = changes.filter(
      ({ kind, detail }) => kind.startsWith('format-') && /int64|float|double/.test(detail),
    );
    expect(suspects).toEqual([]);
  });

  test('the compiler agrees on every exported type', async () => {
    const [[, from] = [], [, to] = []] = [[...before][0], [...after][0]];
    expect(from === undefined || to === undefined ? ['a side is empty'] : await findDisagreements(from, to)).toEqual(
      [],
    );
    expect(summarize(changes)['breaking']).toBe(changes.filter((change) => gradeOf(change) === 'breaking').length);
  });
});

/** Addresses by operation id, path parameters without their names. */
type Addresses = ReadonlyMap<string, string>;

async function operationsOf(file: string): Promise<Addresses> {
  const document: JsonObject = parseDocument(await readFile(file, 'utf8'), file);
  const paths = isObject(document['paths']) ? document['paths'] : {};
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) => {
        const id = isObject(operation) ? operation['operationId'] : undefined;
        return typeof id === 'string' ? [[id, `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`] as const] : [];
      }),
    ),
  );
}
