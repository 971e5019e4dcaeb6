/** Arbitrary samples that look like deliveries: few keys, so that places collide, and values of every kind. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';

import { formats } from '../../../runtime/core/validation/format-table.js';
import type { InferredSchema, InferInput, Sample } from '../../../generator/infer/infer.js';
import type { JsonObject, JsonValue } from '../../../generator/schema.js';

const keys = [
  'id',
  'type',
  'user',
  'data',
  'items',
  'unit',
  'at',
  'note',
  '__proto__',
  'a/b',
  '*',
  '2024-01-02',
  '17',
  '',
];
const texts = [
  'run',
  'walk',
  'km',
  '2024-01-02T03:04:05Z',
  '2024-01-02',
  'https://example.com/x',
  'someone@example.com',
  '',
  'free text here',
];

export const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer({ min: -5, max: 1000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(...texts),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...keys), tie('value')), { maxLength: 6 }).map(toObject),
  ),
})).value;

/** Bodies of two folders. */
export const samples: fc.Arbitrary<readonly Sample[]> = fc
  .array(fc.tuple(fc.constantFrom('sleep', 'body'), json), { minLength: 1, maxLength: 7 })
  .map((list) => list.map(([folder, body], i) => ({ folder, name: String(i), file: '', body })));

/** Infers with one type for each folder. */
export function inputOf(list: readonly Sample[], automatic: boolean): InferInput {
  const folders = [...new Set(list.map((sample) => sample.folder))].sort();
  const plain = { description: undefined, required: undefined, optional: undefined, nullable: undefined, map: false };
  const entities = folders.map((folder) => ({ ...plain, name: `${folder}Event`, at: [`${folder}#`] }));
  return { provider: 'example', samples: list, entities, policy: { optional: 'seen', nullable: 'seen' }, automatic };
}

/** The same value with its members in another order. */
export function reverseMembers(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reverseMembers);
  if (typeof value !== 'object' || value === null) return value;
  return toObject(
    Object.entries(value as JsonObject)
      .reverse()
      .map(([key, item]) => [key, reverseMembers(item)]),
  );
}

/** A judge of bodies by inferred types, on the hard level or with all expectations made hard. */
export function judge(
  schemas: readonly InferredSchema[],
  level: 'hard' | 'soft',
): (name: string, body: JsonValue) => boolean {
  const ajv = new Ajv2020({ strict: false, logger: false, meta: false, validateSchema: false });
  for (const [format, predicate] of Object.entries(formats)) ajv.addFormat(format, predicate);
  const definitions = Object.fromEntries(
    schemas.map((schema) => [schema.name, level === 'soft' ? harden(schema.schema) : schema.schema]),
  );
  ajv.addSchema({ $defs: definitions }, 'types');
  return (name, body) => ajv.validate(`types#/$defs/${name}`, body);
}

/** Turns `x-expect` into keywords. */
function harden(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(harden);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { 'x-expect': expected, ...rest } = schema as {
    'x-expect'?: { enum?: unknown; format?: string; notNull?: true };
  };
  const members = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'enum' || key === 'required' ? value : harden(value)]),
  );
  if (expected === undefined) return members;
  const all: object[] = [];
  if (expected.enum !== undefined) all.push({ anyOf: [{ not: { type: 'string' } }, { enum: expected.enum }] });
  if (expected.format !== undefined) all.push({ format: expected.format });
  if (expected.notNull === true) all.push({ not: { type: 'null' } });
  return { ...members, allOf: all };
}

/** Own members only, whatever they are called. */
function toObject(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return JSON.parse(
    `{${[...new Map(entries)].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
  ) as JsonObject;
}
