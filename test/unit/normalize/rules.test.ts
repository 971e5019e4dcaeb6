import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { applyRules, earlyRules, isLeftAlone, rules } from '../../../generator/normalize/rules.js';
import type { Dialect } from '../../../generator/normalize/rules/rule.js';
import type { JsonObject } from '../../../generator/schema.js';

/** A schema object whose children are normalized, and what the rule makes of it. */
interface RuleCase {
  readonly rule: string;
  readonly says: string;
  readonly openapi?: Dialect['openapi'];
  readonly given: JsonObject;
  readonly want: JsonObject;
}

const string = { type: 'string' };

const cases: readonly RuleCase[] = [
  {
    rule: 'reference-siblings',
    says: '3.0: what stands beside $ref goes, what describes stays',
    openapi: '3.0',
    given: { $ref: '#/a', minLength: 1, description: 'A.' },
    want: { $ref: '#/a', description: 'A.' },
  },
  {
    rule: 'reference-siblings',
    says: '3.1: siblings count',
    given: { $ref: '#/a', minLength: 1 },
    want: { $ref: '#/a', minLength: 1 },
  },
  {
    rule: 'old-spellings',
    says: 'a list of items is prefixItems',
    given: { items: [string], additionalItems: false },
    want: { prefixItems: [string], items: false },
  },
  {
    rule: 'old-spellings',
    says: 'additionalItems without a list means nothing',
    given: { items: string, additionalItems: false },
    want: { items: string },
  },
  {
    rule: 'old-spellings',
    says: 'dependencies are names or schemas',
    given: { dependencies: { a: ['b'], c: string } },
    want: { dependentRequired: { a: ['b'] }, dependentSchemas: { c: string } },
  },
  {
    rule: 'labelled-constants',
    says: 'titled constants are an enumeration with labels',
    given: {
      oneOf: [
        { const: 0, title: 'Off' },
        { const: 1, description: 'On' },
      ],
    },
    want: { enum: [0, 1], 'x-labels': { '0': 'Off', '1': 'On' } },
  },
  {
    rule: 'labelled-constants',
    says: 'constants without titles have no labels',
    given: { anyOf: [{ const: 'a' }, { const: 'b' }] },
    want: { enum: ['a', 'b'] },
  },
  {
    rule: 'labelled-constants',
    says: 'a union with anything else stays',
    given: { oneOf: [{ const: 0, title: 'Off' }, string] },
    want: { oneOf: [{ const: 0, title: 'Off' }, string] },
  },
  {
    rule: 'labelled-constants',
    says: '3.0 has an enumeration of one for a constant; what describes a member does not keep it apart; null has no label',
    given: {
      type: ['string', 'null'],
      oneOf: [
        { enum: ['a'], title: 'A', deprecated: true },
        { const: 'b', title: 'B', 'x-order': 1 },
        { type: 'null' },
      ],
    },
    want: { type: ['string', 'null'], enum: ['a', 'b', null], 'x-labels': { '"a"': 'A', '"b"': 'B' } },
  },
  {
    rule: 'labelled-constants',
    says: 'an enumeration beside them still counts',
    given: { enum: ['a', 'c'], oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] },
    want: { enum: ['a'], 'x-labels': { '"a"': 'A' } },
  },
  {
    rule: 'binary-text',
    says: 'a media type of bytes without an encoding is a file',
    given: { contentMediaType: 'image/png', description: 'A.' },
    want: { description: 'A.', type: 'string', format: 'binary' },
  },
  {
    rule: 'binary-text',
    says: 'an encoding makes it a text',
    given: { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
    want: { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
  },
  {
    rule: 'binary-text',
    says: 'what is written as text stays one',
    given: { type: 'string', contentMediaType: 'application/vnd.api+json' },
    want: { type: 'string', contentMediaType: 'application/vnd.api+json' },
  },
  {
    rule: 'annotations',
    says: 'example joins examples; titles and extensions go',
    given: { type: 'string', title: 'T', example: 'a', 'x-vendor': 1, xml: {} },
    want: { type: 'string', examples: ['a'] },
  },
  {
    rule: 'annotations',
    says: 'our own extensions stay',
    given: { 'x-expect': { enum: ['a'] }, 'x-labels': { '1': 'One' } },
    want: { 'x-expect': { enum: ['a'] }, 'x-labels': { '1': 'One' } },
  },
  {
    rule: 'known-values',
    says: 'known values stand once, in order',
    given: { 'x-expect': { enum: ['b', 'a', 'b'] } },
    want: { 'x-expect': { enum: ['a', 'b'] } },
  },
  {
    rule: 'exclusive-bounds',
    says: 'a flag turns the bound into an exclusive one',
    openapi: '3.0',
    given: { minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false },
    want: { maximum: 2, exclusiveMinimum: 1 },
  },
  {
    rule: 'exclusive-bounds',
    says: 'a flag without a bound means nothing',
    openapi: '3.0',
    given: { exclusiveMinimum: true },
    want: {},
  },
  {
    rule: 'nullable',
    says: 'a type becomes a list with null',
    openapi: '3.0',
    given: { type: 'string', nullable: true },
    want: { type: ['string', 'null'] },
  },
  {
    rule: 'nullable',
    says: 'an enumeration gets null',
    openapi: '3.0',
    given: { type: 'string', enum: ['a'], nullable: true },
    want: { type: ['string', 'null'], enum: ['a', null] },
  },
  {
    rule: 'nullable',
    says: 'a reference becomes a union',
    openapi: '3.0',
    given: { $ref: '#/a', nullable: true, description: 'A.' },
    want: { description: 'A.', anyOf: [{ $ref: '#/a' }, { type: 'null' }] },
  },
  {
    rule: 'nullable',
    says: 'a union beside the type does not refuse null; what describes the member stays on it',
    openapi: '3.0',
    given: { type: 'object', oneOf: [{ $ref: '#/a' }, { $ref: '#/b' }], nullable: true, readOnly: true, default: null },
    want: {
      readOnly: true,
      default: null,
      anyOf: [{ type: 'object', oneOf: [{ $ref: '#/a' }, { $ref: '#/b' }] }, { type: 'null' }],
    },
  },
  {
    rule: 'nullable',
    says: 'false says nothing',
    openapi: '3.0',
    given: { type: 'string', nullable: false },
    want: { type: 'string' },
  },
  {
    rule: 'unevaluated-to-additional',
    says: 'alone it is additionalProperties',
    given: { type: 'object', unevaluatedProperties: false },
    want: { type: 'object', additionalProperties: false },
  },
  {
    rule: 'unevaluated-to-additional',
    says: 'beside a composition it stays',
    given: { allOf: [string, string], unevaluatedProperties: false },
    want: { allOf: [string, string], unevaluatedProperties: false },
  },
  {
    rule: 'single-composition',
    says: 'one member is that member',
    given: { allOf: [{ $ref: '#/a' }], description: 'A.' },
    want: { $ref: '#/a', description: 'A.' },
  },
  {
    rule: 'single-composition',
    says: 'a sibling that asserts keeps it',
    given: { allOf: [{ $ref: '#/a' }], minLength: 1 },
    want: { allOf: [{ $ref: '#/a' }], minLength: 1 },
  },
  {
    rule: 'merge-all-of',
    says: 'objects that share no member are one',
    given: {
      allOf: [
        { type: 'object', properties: { a: string }, required: ['a'] },
        { properties: { b: string }, required: ['b'] },
      ],
    },
    want: { type: 'object', properties: { a: string, b: string }, required: ['a', 'b'] },
  },
  {
    rule: 'merge-all-of',
    says: 'references stay',
    given: { allOf: [{ $ref: '#/a' }, { properties: { b: string } }] },
    want: { type: 'object', properties: { b: string }, allOf: [{ $ref: '#/a' }] },
  },
  {
    rule: 'merge-all-of',
    says: 'members in common keep them apart',
    given: { allOf: [{ properties: { a: string } }, { properties: { a: { minLength: 1 } } }] },
    want: { allOf: [{ properties: { a: string } }, { properties: { a: { minLength: 1 } } }] },
  },
];

const all = [...earlyRules, ...rules];

describe('a rule, given a schema object, gives', () => {
  it.each(cases)('$rule: $says', ({ rule, openapi = '3.1', given, want }) => {
    const found = all.find((candidate) => candidate.name === rule);
    expect(found?.apply(given, { openapi })).toEqual(want);
  });

  it('changes nothing that it has made itself', () => {
    for (const { openapi = '3.1', given } of cases) {
      const once = applyRules(given, { openapi });
      expect(applyRules(once, { openapi })).toEqual(once);
    }
  });

  it('has a case for every rule', () => {
    const covered = new Set(cases.map(({ rule }) => rule));
    expect(all.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  it('has nothing to do for a schema that is left alone', () => {
    const left = [
      'type',
      'properties',
      'required',
      'enum',
      'additionalProperties',
      'default',
      'description',
      'minimum',
    ];
    const keyword = fc.constantFrom(...left, ...left, 'nullable', 'items', 'x-note', 'example', 'allOf', '$ref');
    let seen = 0;
    const schema = fc.dictionary(keyword, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
    fc.assert(
      fc.property(schema, fc.constantFrom('3.0', '3.1'), (given, openapi) => {
        if (!isLeftAlone(given as JsonObject)) return;
        seen += 1;
        for (const rule of all) expect(rule.apply(given as JsonObject, { openapi })).toBe(given);
      }),
    );
    expect(seen).toBeGreaterThan(0);
  });

  it('is asked wherever one of them has something to do', () => {
    for (const { rule, openapi = '3.1', given } of cases) {
      const changed = all.find(({ name }) => name === rule)?.apply(given, { openapi }) !== given;
      if (changed) expect([rule, isLeftAlone(given)]).toEqual([rule, false]);
    }
  });
});
