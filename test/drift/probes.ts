/** One hand-made change of every kind that a schema can have, as two versions of one member. */
import type { ChangeKind } from '../../generator/diff/kinds.js';
import type { Schema, SchemaObject } from '../../generator/schema.js';

/** A member `value` before and after. */
export interface Probe {
  readonly kind: ChangeKind;
  readonly before: Schema;
  readonly after: Schema;
}

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const list = { type: 'array', items: text } as const;
const record = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): SchemaObject => ({
  type: 'object',
  properties,
  ...(required.length === 0 ? {} : { required }),
});

const bounds = (
  [
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minItems',
    'maxItems',
    'minProperties',
    'maxProperties',
  ] as const
).flatMap((key): readonly Probe[] => {
  const base = key.endsWith('Length')
    ? text
    : key.endsWith('Items')
      ? list
      : key.endsWith('Properties')
        ? ({ type: 'object' } as const)
        : number;
  const [low, high] = [
    { ...base, [key]: 2 },
    { ...base, [key]: 9 },
  ];
  return [
    { kind: `${key}-raised`, before: low, after: high },
    { kind: `${key}-lowered`, before: high, after: low },
  ];
});

/** In the order of the catalogue. */
export const probes: readonly Probe[] = [
  { kind: 'member-added-required', before: record({ a: text }), after: record({ a: text, fresh: number }, ['fresh']) },
  { kind: 'member-added-optional', before: record({ a: text }), after: record({ a: text, fresh: number }) },
  { kind: 'member-removed', before: record({ a: text, gone: number }), after: record({ a: text }) },
  {
    kind: 'member-renamed',
    before: record({ a: text, level: number }),
    after: record({ a: text, activity_level: number }),
  },
  { kind: 'member-became-required', before: record({ a: text }), after: record({ a: text }, ['a']) },
  { kind: 'member-became-optional', before: record({ a: text }, ['a']), after: record({ a: text }) },
  { kind: 'became-nullable', before: text, after: { type: ['string', 'null'] } },
  { kind: 'became-not-nullable', before: { anyOf: [text, { type: 'null' }] }, after: text },
  { kind: 'kind-changed', before: text, after: number },
  { kind: 'kind-added', before: text, after: { type: ['string', 'number'] } },
  { kind: 'kind-removed', before: { type: ['string', 'number'] }, after: text },
  { kind: 'number-widened', before: { type: 'integer' }, after: number },
  { kind: 'number-narrowed', before: number, after: { type: 'integer' } },
  { kind: 'value-forbidden', before: record({ a: text, b: text }), after: record({ a: text, b: false }) },
  { kind: 'value-permitted', before: record({ a: text, b: false }), after: record({ a: text, b: text }) },
  { kind: 'constant-changed', before: { const: 'one' }, after: { const: 'two' } },
  {
    kind: 'enumeration-value-added',
    before: { type: 'string', enum: ['a', 'b'] },
    after: { type: 'string', enum: ['a', 'b', 'c'] },
  },
  {
    kind: 'enumeration-value-removed',
    before: { type: 'string', enum: ['a', 'b', 'c'] },
    after: { type: 'string', enum: ['a', 'b'] },
  },
  {
    kind: 'enumeration-opened',
    before: { type: 'string', enum: ['a', 'b'] },
    after: { type: 'string', 'x-expect': { enum: ['a', 'b'] } },
  },
  { kind: 'enumeration-closed', before: text, after: { type: 'string', enum: ['a', 'b'] } },
  {
    kind: 'known-value-added',
    before: { type: 'string', 'x-expect': { enum: ['a', 'b'] } },
    after: { type: 'string', 'x-expect': { enum: ['a', 'b', 'c'] } },
  },
  {
    kind: 'known-value-removed',
    before: { type: 'string', 'x-expect': { enum: ['a', 'b'] } },
    after: { type: 'string', 'x-expect': { enum: ['a'] } },
  },
  { kind: 'format-added', before: text, after: { type: 'string', format: 'date' } },
  { kind: 'format-removed', before: { type: 'string', format: 'date' }, after: text },
  {
    kind: 'format-changed',
    before: { type: 'string', format: 'date' },
    after: { type: 'string', format: 'date-time' },
  },
  { kind: 'number-format-changed', before: { type: 'integer' }, after: { type: 'integer', format: 'int64' } },
  { kind: 'expected-format-changed', before: text, after: { type: 'string', 'x-expect': { format: 'date' } } },
  { kind: 'pattern-added', before: text, after: { type: 'string', pattern: '^a' } },
  { kind: 'pattern-removed', before: { type: 'string', pattern: '^a' }, after: text },
  { kind: 'pattern-changed', before: { type: 'string', pattern: '^a' }, after: { type: 'string', pattern: '^b' } },
  ...bounds,
  { kind: 'multiple-changed', before: number, after: { type: 'number', multipleOf: 5 } },
  { kind: 'unique-items-added', before: list, after: { ...list, uniqueItems: true } },
  { kind: 'unique-items-removed', before: { ...list, uniqueItems: true }, after: list },
  {
    kind: 'tuple-changed',
    before: { type: 'array', prefixItems: [text, number], items: false, minItems: 2 },
    after: { type: 'array', prefixItems: [text], items: false, minItems: 2 },
  },
  {
    kind: 'unknown-members-refused',
    before: record({ a: text }),
    after: { ...record({ a: text }), additionalProperties: false },
  },
  {
    kind: 'unknown-members-allowed',
    before: { ...record({ a: text }), additionalProperties: false },
    after: record({ a: text }),
  },
  {
    kind: 'alternative-added',
    before: { anyOf: [record({ t: { const: 'x' } }, ['t']), record({ t: { const: 'y' } }, ['t'])] },
    after: {
      anyOf: [
        record({ t: { const: 'x' } }, ['t']),
        record({ t: { const: 'y' } }, ['t']),
        record({ t: { const: 'z' } }, ['t']),
      ],
    },
  },
  {
    kind: 'alternative-removed',
    before: { oneOf: [record({ t: { const: 'x' } }, ['t']), record({ t: { const: 'y' } }, ['t']), text] },
    after: { oneOf: [record({ t: { const: 'x' } }, ['t']), text] },
  },
  {
    kind: 'condition-changed',
    before: record({ a: text }),
    after: { ...record({ a: text }), not: { required: ['b'] } },
  },
  { kind: 'default-changed', before: { type: 'string', default: 'a' }, after: { type: 'string', default: 'b' } },
  { kind: 'became-read-only', before: text, after: { type: 'string', readOnly: true } },
  { kind: 'became-writable', before: { type: 'string', readOnly: true }, after: text },
  { kind: 'became-write-only', before: text, after: { type: 'string', writeOnly: true } },
  { kind: 'became-readable', before: { type: 'string', writeOnly: true }, after: text },
  { kind: 'deprecated', before: text, after: { type: 'string', deprecated: true } },
  { kind: 'reactivated', before: { type: 'string', deprecated: true }, after: text },
  {
    kind: 'described',
    before: { type: 'string', description: 'One.' },
    after: { type: 'string', description: 'Two.' },
  },
];
