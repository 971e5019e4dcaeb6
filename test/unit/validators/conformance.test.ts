/** The JSON-Schema-Test-Suite and the keyword cases of OpenAPI 3.1, where the reference material is at hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import { normalizeDocument } from '../../../generator/normalize/json-schema-document.js';
import type { JsonObject, JsonValue } from '../../../generator/schema.js';
import { formats } from '../../../runtime/core/validation/format-table.js';
import { referenceFile } from '../../support/reference.js';
import { compile } from './compile.js';
import { runSuite } from './suite.js';

const folder = referenceFile('conformance/json-schema-test-suite') ?? '';
const keywordFile = referenceFile('conformance/openapi-keywords.json') ?? '';

describe.skipIf(folder === '')('JSON-Schema-Test-Suite', () => {
  it('passes every required test of draft-07', async () => {
    const { passed, failures, refused } = await runSuite(folder, 'draft7', '', 'draft-07');
    expect(failures).toEqual([]);
    expect(refused).toEqual({});
    expect(passed).toBeGreaterThan(900);
  });

  it('passes every required test of 2020-12 but for what is refused at generation', async () => {
    const { passed, failures, refused } = await runSuite(folder, 'draft2020-12', '', '2020-12');
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(1200);
    expect(Object.keys(refused)).toEqual([
      ...['content.json', 'defs.json', 'dynamicRef.json', 'ref.json'],
      ...['unevaluatedItems.json', 'unevaluatedProperties.json', 'vocabulary.json'],
    ]);
    for (const messages of Object.values(refused)) {
      for (const message of messages) expect(message).toMatch(/content|\$dynamicRef|draft\/2020-12\/schema|metaschema/);
    }
  });

  it('passes the optional tests of both drafts that are in scope', async () => {
    for (const [draft, dialect] of [
      ['draft7', 'draft-07'],
      ['draft2020-12', '2020-12'],
    ] as const) {
      const { passed, failures } = await runSuite(folder, draft, 'optional', dialect);
      expect(failures).toEqual([]);
      expect(passed).toBeGreaterThan(100);
    }
  });

  it('passes the format tests but for what is inside punycode labels', () => {
    const wrong = ['draft7', 'draft2020-12'].flatMap((draft) => formatFailures(join(folder, draft, 'optional/format')));
    expect(wrong.filter((text) => !/^hostname "xn--/i.test(text))).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(46);
  });
});

describe.skipIf(keywordFile === '')('keyword cases of OpenAPI 3.1', () => {
  it('keeps all of them', async () => {
    const { cases } = JSON.parse(readFileSync(keywordFile, 'utf8')) as { cases: readonly KeywordCase[] };
    const wrong = await Promise.all(cases.map(keywordFailures));
    expect(wrong.flat()).toEqual([]);
    expect(cases).toHaveLength(43);
  });
});

interface KeywordCase {
  readonly name: string;
  readonly schema: JsonValue;
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

async function keywordFailures({ name, schema, valid, invalid }: KeywordCase): Promise<readonly string[]> {
  const node: JsonObject = {
    type: 'object',
    properties: { v: { type: 'integer' }, next: { $ref: '#/components/schemas/Node' } },
  };
  const components = { schemas: { Str: { type: 'string' }, Node: node, Case: schema } };
  const document: JsonObject = { components, $ref: '#/components/schemas/Case' };
  const { value, diagnostics } = normalizeDocument(document, { name: 'Root', file: 'case', dialect: '2020-12' });
  const origin = { kind: 'declared', document: 'case', pointer: '' } as const;
  const files = emitValidators(
    value.map((part) => ({ ...part, module: 'root', role: 'data', origin })),
    { provider: 'p' },
  );
  const { isRoot } = (await compile(`export { isRoot } from '/src/p/validators/root.js';`, files)) as {
    isRoot: (value: unknown) => boolean;
  };
  const wrong = [...valid.filter((item) => !isRoot(item)), ...invalid.filter((item) => isRoot(item))];
  return [...diagnostics.map(({ message }) => message), ...wrong.map((item) => `${name}: ${JSON.stringify(item)}`)];
}

function formatFailures(directory: string): readonly string[] {
  return readdirSync(directory).flatMap((file) => {
    const predicate = formats[file.replace('.json', '')];
    if (predicate === undefined) return [];
    const groups = JSON.parse(readFileSync(join(directory, file), 'utf8')) as readonly {
      tests: readonly { data: unknown; valid: boolean }[];
    }[];
    const wrong = groups.flatMap(({ tests }) =>
      tests.filter(({ data, valid }) => typeof data === 'string' && predicate(data) !== valid),
    );
    return wrong.map(({ data }) => `${file.replace('.json', '')} ${JSON.stringify(data)}`);
  });
}
