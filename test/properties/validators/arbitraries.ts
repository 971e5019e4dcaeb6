/** Random schemas of the whole keyword set, and values that come close to matching them. */
import fc from 'fast-check';
import type { JsonValue, Schema, SchemaObject } from '../../../generator/schema.js';

/** Names that the random documents define; they refer to each other through members and items only. */
export const definedNames = ['Alpha', 'Beta'] as const;

/** Ajv passes over a schema for `__proto__`, so that only values have such a member. */
const declaredName = fc.constantFrom('a', 'b', 'c', 'constructor', 'toString');
const name = fc.oneof(declaredName, fc.constant('__proto__'));
const names = fc.uniqueArray(declaredName, { maxLength: 3 });
const scalar = fc.constantFrom<JsonValue>(
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  2,
  '',
  'a',
  'ab',
  '2024-02-30',
  'x'.repeat(12),
);
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { arbitrary: scalar, weight: 4 },
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map(toRecord),
  ),
})).value;

/** Formats on which Ajv and the suite agree for the texts below. */
const formatTexts: readonly (readonly [format: string, texts: readonly string[]])[] = [
  [
    'date-time',
    ['2024-02-29T10:00:00Z', '2023-02-29T10:00:00Z', '2024-01-01T10:00:00+02:00', '2016-12-31T23:59:60Z', '2024-01-01'],
  ],
  ['date', ['2024-02-29', '2023-02-29', '2024-1-1']],
  ['uuid', ['2f1b6a0e-6a0e-4a0e-8a0e-2f1b6a0e6a0e', '2f1b6a0e6a0e4a0e8a0e2f1b6a0e6a0e']],
  ['email', ['a@example.com', 'a.example.com']],
  ['ipv4', ['192.0.2.1', '192.0.2.256']],
  ['uri', ['https://example.com/a?b#c', '/a', 'https://example.com/a b']],
];

interface Tree {
  readonly schema: Schema;
  readonly leaf: Schema;
}

/** A schema; recursion only where a member or an item lies between. */
export const schema: fc.Arbitrary<Schema> = fc.letrec<Tree>((tie) => ({
  leaf: fc.oneof(fc.boolean(), scalarSchema(), literalSchema()),
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { arbitrary: tie('leaf') as fc.Arbitrary<Schema>, weight: 2 },
    { arbitrary: objectSchema(tie('schema') as fc.Arbitrary<Schema>), weight: 3 },
    { arbitrary: arraySchema(tie('schema') as fc.Arbitrary<Schema>), weight: 2 },
    { arbitrary: combinedSchema(tie('schema') as fc.Arbitrary<Schema>), weight: 3 },
  ),
})).schema;

/** A document of named schemas. */
export const definitions: fc.Arbitrary<ReadonlyMap<string, Schema>> = fc.tuple(schema, schema, schema).map(
  ([root, alpha, beta]) =>
    new Map([
      ['Root', root],
      ['Alpha', alpha],
      ['Beta', beta],
    ]),
);

/** A value made after a schema, with mistakes; references are followed a few times. */
export function valueFor(target: Schema, all: ReadonlyMap<string, Schema>, depth = 0): fc.Arbitrary<JsonValue> {
  if (typeof target === 'boolean' || depth > 4) return value;
  const tries: fc.Arbitrary<JsonValue>[] = [value];
  const into = (part: Schema): fc.Arbitrary<JsonValue> => valueFor(part, all, depth + 1);
  if (target.$ref !== undefined) tries.push(into(all.get(target.$ref.slice(8)) ?? true));
  if (target.enum !== undefined) tries.push(fc.constantFrom(...target.enum));
  if (target.const !== undefined) tries.push(fc.constant(target.const));
  const texts = formatTexts.find(([format]) => format === target.format)?.[1];
  if (texts !== undefined) tries.push(fc.constantFrom(...texts));
  for (const part of [
    ...(target.allOf ?? []),
    ...(target.anyOf ?? []),
    ...(target.oneOf ?? []),
    target.if,
    target.then,
  ]) {
    if (part !== undefined) tries.push(into(part));
  }
  tries.push(...objectTries(target, into), ...arrayTries(target, into));
  return fc.oneof(...tries);
}

function objectTries(
  target: SchemaObject,
  into: (part: Schema) => fc.Arbitrary<JsonValue>,
): readonly fc.Arbitrary<JsonValue>[] {
  const properties = Object.entries(target.properties ?? {});
  if (properties.length === 0) return [];
  const members = properties.map(([key, part]) =>
    fc.option(
      into(part).map((member) => [key, member] as const),
      { freq: 4 },
    ),
  );
  const made = fc.tuple(...members).map((entries) => toRecord(entries.filter((entry) => entry !== null)));
  return [
    made,
    made,
    fc.tuple(made, fc.tuple(name, scalar)).map(([record, extra]) => toRecord([...Object.entries(record), extra])),
  ];
}

function arrayTries(
  target: SchemaObject,
  into: (part: Schema) => fc.Arbitrary<JsonValue>,
): readonly fc.Arbitrary<JsonValue>[] {
  const prefix = (target.prefixItems ?? []).map(into);
  const item = target.items ?? target.contains;
  if (item === undefined && prefix.length === 0) return [];
  const rest = fc.array(item === undefined ? value : into(item), { maxLength: 4 });
  return [fc.tuple(fc.tuple(...prefix), rest).map(([first, others]) => [...first, ...others])];
}

function scalarSchema(): fc.Arbitrary<Schema> {
  const kind = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object');
  const type = fc.oneof(kind, fc.uniqueArray(kind, { minLength: 1, maxLength: 3 }));
  const small = fc.integer({ min: 0, max: 3 });
  const bounds = fc.record(
    {
      ...{
        type,
        minLength: small,
        maxLength: small,
        minimum: small,
        maximum: small,
        exclusiveMinimum: small,
        exclusiveMaximum: small,
      },
      multipleOf: fc.constantFrom(1, 2, 0.5),
      pattern: fc.constantFrom('^a', 'b$', '^.{2}$', '/'),
      format: fc.constantFrom(...formatTexts.map(([format]) => format)),
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    type.map((only) => ({ type: only })),
    pick(bounds),
  );
}

function literalSchema(): fc.Arbitrary<Schema> {
  return fc.oneof(
    value.map((only) => ({ const: only })),
    fc
      .uniqueArray(value, { minLength: 1, maxLength: 4, selector: (item) => JSON.stringify(item) })
      .map((list) => ({ enum: list })),
    fc.record({
      type: fc.constantFrom('string', 'integer', 'number'),
      enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 14 }),
    }),
  );
}

function objectSchema(part: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const member = fc.oneof(
    part,
    fc.constantFrom(...definedNames).map((target) => ({ $ref: `#/$defs/${target}` })),
  );
  const keywords = {
    ...{ type: fc.constantFrom('object', ['object', 'null']), required: names },
    properties: fc.array(fc.tuple(declaredName, member), { maxLength: 3 }).map(toRecord),
    additionalProperties: part,
    patternProperties: fc.array(fc.tuple(fc.constantFrom('^a', 'o', '[bc]'), part), { maxLength: 2 }).map(toRecord),
    propertyNames: fc.oneof(part, fc.constant({ maxLength: 2 })),
    ...{ minProperties: fc.integer({ min: 0, max: 2 }), maxProperties: fc.integer({ min: 0, max: 2 }) },
    dependentRequired: fc.array(fc.tuple(declaredName, names), { maxLength: 2 }).map(toRecord),
    dependentSchemas: fc.array(fc.tuple(declaredName, part), { maxLength: 2 }).map(toRecord),
    ...{ unevaluatedProperties: part, allOf: fc.array(part, { minLength: 1, maxLength: 2 }) },
  };
  const usual = fc.record({ type: fc.constant('object'), properties: keywords.properties, required: names });
  return fc.oneof(usual, pick(fc.record(keywords, { requiredKeys: ['properties'] }))) as fc.Arbitrary<Schema>;
}

function arraySchema(part: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const small = fc.integer({ min: 0, max: 2 });
  const item = fc.oneof(
    part,
    fc.constantFrom(...definedNames).map((target) => ({ $ref: `#/$defs/${target}` })),
  );
  const contained = fc.record(
    { contains: part, minContains: small, maxContains: small },
    { requiredKeys: ['contains'] },
  );
  const plain = fc.record(
    {
      ...{
        type: fc.constantFrom('array', ['array', 'null']),
        items: item,
        prefixItems: fc.array(part, { minLength: 1, maxLength: 2 }),
      },
      ...{ minItems: small, maxItems: small, uniqueItems: fc.boolean(), unevaluatedItems: part },
      anyOf: fc.array(part, { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    pick(plain),
    fc.tuple(contained, pick(plain)).map(([first, second]) => ({ ...second, ...first })),
  ) as fc.Arbitrary<Schema>;
}

function combinedSchema(part: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const list = fc.array(part, { minLength: 1, maxLength: 3 });
  const tagged = fc
    .array(fc.tuple(fc.constantFrom('p', 'q', 'r'), part), { minLength: 2, maxLength: 3 })
    .map((branches) =>
      branches.map(([tag, member]) => ({
        type: 'object',
        required: ['a'],
        properties: { a: { const: tag }, b: member },
      })),
    );
  const condition = fc.record({ if: part, then: part, else: part }, { requiredKeys: ['if'] });
  const keywords = fc.record(
    { allOf: list, anyOf: list, oneOf: list, not: part, type: fc.constantFrom('object', 'string') },
    { requiredKeys: [] },
  );
  return fc.oneof(
    ...[
      list.map((anyOf) => ({ anyOf })),
      list.map((oneOf) => ({ oneOf })),
      list.map((allOf) => ({ allOf })),
      part.map((not) => ({ not })),
    ],
    ...[tagged.map((oneOf) => ({ oneOf })), tagged.map((anyOf) => ({ anyOf })), condition, pick(keywords)],
  ) as fc.Arbitrary<Schema>;
}

/** Keeps two keywords more often than all of them. */
function pick<T extends object>(record: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.tuple(record, fc.integer({ min: 1, max: 4 }), fc.nat()).map(([whole, count, offset]) => {
    const entries = Object.entries(whole);
    const kept = [...entries, ...entries].slice(offset % Math.max(entries.length, 1)).slice(0, count);
    return Object.fromEntries(kept) as T;
  });
}

/** An object that may have a member called `__proto__`, as parsed JSON may. */
function toRecord<T>(entries: readonly (readonly [string, T])[]): { readonly [key: string]: T } {
  return Object.fromEntries(entries);
}
