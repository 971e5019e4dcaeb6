import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { referenceFile } from '../support/reference.js';
import { compile } from '../unit/validators/compile.js';
import type { Exports } from '../unit/validators/compile.js';
import { generateDocument } from './harness.js';
import { keywordCases, targets } from './keyword-cases.js';
import type { KeywordCase } from './keyword-cases.js';

const reference = referenceFile('conformance/openapi-keywords.json');

/** Every case as a component of one document, through the whole pipeline; the validators that come out. */
async function validatorsOf(cases: readonly KeywordCase[], openapi: string): Promise<Exports> {
  const schemas = Object.fromEntries(cases.map(({ schema }, index) => [`Case${letters(index)}`, schema]));
  const document = {
    openapi,
    info: { title: 'Keywords', version: '1' },
    paths: {},
    components: { schemas: { ...targets, ...schemas } },
  };
  const { files, diagnostics } = await generateDocument(JSON.stringify(document));
  expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  return compile("export * from '/src/example/validators/operations.js';", files);
}

function letters(index: number): string {
  return String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
}

function wrongAnswers(exports: Exports, { valid, invalid }: KeywordCase, index: number): readonly unknown[] {
  const validate = exports[`validateCase${letters(index)}`] as (value: unknown) => {
    readonly issues?: readonly unknown[];
  };
  const guard = exports[`isCase${letters(index)}`] as (value: unknown) => boolean;
  const accepts = (value: unknown): boolean => {
    const isValid = validate(value).issues === undefined;
    expect(guard(value)).toBe(isValid);
    return isValid;
  };
  return [
    ...valid.filter((value) => !accepts(value)).map((value) => ({ refused: value })),
    ...invalid.filter(accepts).map((value) => ({ accepted: value })),
  ];
}

describe('a keyword of an OpenAPI 3.1 document decides what validate answers', () => {
  let exports: Exports = {};
  beforeAll(async () => {
    exports = await validatorsOf(keywordCases, '3.1.0');
  });

  it.each(keywordCases.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
    expect(wrongAnswers(exports, one, index)).toEqual([]);
  });
});

describe.skipIf(reference === undefined)('the 43 published cases (skipped without the reference material)', () => {
  const { cases } =
    reference === undefined
      ? { cases: [] }
      : (JSON.parse(readFileSync(reference, 'utf8')) as { readonly cases: readonly KeywordCase[] });
  let exports: Exports = {};
  beforeAll(async () => {
    exports = await validatorsOf(cases, '3.1.0');
  });

  it('are all there', () => {
    expect(cases).toHaveLength(43);
  });

  it.each(cases.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
    expect(wrongAnswers(exports, one, index)).toEqual([]);
  });
});

/** What 3.0 says in other words: one `given` of 3.0 for the same answers. */
const olderCases: readonly KeywordCase[] = [
  { name: 'nullable', schema: { type: 'string', nullable: true }, valid: ['', null], invalid: [1] },
  {
    name: 'nullable beside an enumeration',
    schema: { type: 'string', enum: ['a'], nullable: true },
    valid: ['a', null],
    invalid: ['b'],
  },
  {
    name: 'nullable beside a reference',
    schema: { allOf: [{ $ref: '#/components/schemas/Str' }], nullable: true },
    valid: ['', null],
    invalid: [1],
  },
  {
    name: 'boolean exclusiveMinimum',
    schema: { type: 'number', minimum: 1, exclusiveMinimum: true },
    valid: [1.5],
    invalid: [1],
  },
  {
    name: 'boolean exclusiveMaximum that is false',
    schema: { type: 'number', maximum: 1, exclusiveMaximum: false },
    valid: [1],
    invalid: [2],
  },
  {
    name: 'siblings of a reference are ignored',
    schema: { $ref: '#/components/schemas/Str', maxLength: 1 },
    valid: ['abc'],
    invalid: [1],
  },
];

describe('the words of OpenAPI 3.0', () => {
  let exports: Exports = {};
  beforeAll(async () => {
    exports = await validatorsOf(olderCases, '3.0.3');
  });

  it.each(olderCases.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
    expect(wrongAnswers(exports, one, index)).toEqual([]);
  });
});
