/** Finds what a validator would have to pass over: it is refused here, never ignored. */
import type { Diagnostic } from '../../diagnostics.js';
import type { NamedSchema } from '../../ir/ir.js';
import type { Schema, SchemaObject } from '../../schema.js';
import { byCodeUnit } from '../../order.js';
import { escapeToken } from '../../pointer.js';
import { maximumNesting } from '../../normalize/json-schema.js';
import { type Definitions, inPlaceSchemas, levelsOf, referencedName, references } from './analysis.js';
import { formatPredicates } from './format-predicates.js';
import { compilePattern } from './guard-scalar.js';
import { chainLengths, findRecursive } from './recursion.js';

/** Problems of a provider's schemas, in the order of their names. */
export function inspectSchemas(schemas: readonly NamedSchema[], provider: string): readonly Diagnostic[] {
  const ordered = schemas.toSorted((a, b) => byCodeUnit(a.name, b.name));
  const deep = ordered.filter(({ schema }) => levelsOf(schema) > 2 * maximumNesting + 2);
  if (deep.length > 0) return deep.map((schema) => refuseDepth(schema, provider, 'nests'));
  const definitions = new Map(schemas.map(({ name, schema }) => [name, schema]));
  const loops = findRecursive(new Map(schemas.map(({ name, schema }) => [name, inPlaceReferences(schema)])));
  const chains = chainLengths(new Map(schemas.map(({ name, schema }) => [name, references(schema)])));
  return ordered.flatMap((schema) => {
    const { file, pointer } = placeOf(schema, provider);
    const message = `${schema.name} refers to itself without a member or an item between`;
    return [
      ...(loops.has(schema.name) ? [refusal('reference-dangling', message, file, pointer)] : []),
      ...(chains.get(schema.name) === maximumNesting + 1 ? [refuseDepth(schema, provider, 'refers to')] : []),
      ...inspect(schema.schema, file, pointer, definitions),
    ];
  });
}

function placeOf({ origin, name }: NamedSchema, provider: string): { readonly file: string; readonly pointer: string } {
  return origin.kind === 'inferred'
    ? { file: `schemas/${provider}`, pointer: `/${name}` }
    : { file: origin.document, pointer: origin.pointer };
}

/** Generated functions call each other as schemas do: what goes on without end would overflow the stack. */
function refuseDepth(schema: NamedSchema, provider: string, verb: string): Diagnostic {
  const { file, pointer } = placeOf(schema, provider);
  const message = `${schema.name} ${verb} schemas more than ${maximumNesting} levels deep`;
  return refusal('keyword-unsupported', message, file, pointer);
}

/** Formats that say something to other tools only. */
const annotations: ReadonlySet<string> = new Set(['int32', 'int64', 'float', 'double', 'binary', 'byte', 'password']);

const keywords: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum'],
  ...[
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'prefixItems',
    'items',
    'minItems',
    'maxItems',
    'uniqueItems',
  ],
  ...['contains', 'minContains', 'maxContains', 'unevaluatedItems', 'properties', 'required', 'additionalProperties'],
  ...['patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'dependentRequired', 'dependentSchemas'],
  ...['unevaluatedProperties', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'description', 'deprecated'],
  ...['readOnly', 'writeOnly', 'default', 'examples', 'x-expect', 'x-labels'],
]);

function inspect(schema: Schema, file: string, pointer: string, definitions: Definitions): readonly Diagnostic[] {
  if (typeof schema === 'boolean') return [];
  const problems = Object.keys(schema)
    .filter((keyword) => !keywords.has(keyword))
    .map((keyword) =>
      refusal(
        'keyword-unsupported',
        `the keyword "${keyword}" is not supported`,
        file,
        `${pointer}/${escapeToken(keyword)}`,
      ),
    );
  for (const pattern of [schema.pattern, ...Object.keys(schema.patternProperties ?? {})]) {
    if (pattern === undefined || compilePattern(pattern) !== undefined) continue;
    problems.push(
      refusal('keyword-unsupported', 'a pattern is no regular expression of ECMA-262', file, `${pointer}/pattern`),
    );
  }
  if (schema.$ref !== undefined && !definitions.has(referencedName(schema.$ref))) {
    problems.push(refusal('reference-dangling', `"${schema.$ref}" points at nothing`, file, `${pointer}/$ref`));
  }
  return [
    ...problems,
    ...inspectFormat(schema, file, pointer),
    ...parts(schema).flatMap(([path, part]) => inspect(part, file, pointer + path, definitions)),
  ];
}

function inspectFormat({ format }: SchemaObject, file: string, pointer: string): readonly Diagnostic[] {
  if (format === undefined || formatPredicates.has(format) || annotations.has(format)) return [];
  const at = { file, pointer: `${pointer}/format` };
  return [{ code: 'keyword-unsupported', severity: 'note', message: `the format "${format}" is not checked`, at }];
}

/** Keywords whose values are data: what looks like a schema there is none. */
const data: ReadonlySet<string> = new Set([
  ...['enum', 'const', 'default', 'examples', 'x-expect', 'x-labels', 'required', 'dependentRequired'],
]);

/** Keywords that hold schemas by name. */
const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);

type Part = readonly [path: string, part: Schema];

/** Direct subschemas with the way to them. */
function parts(schema: SchemaObject): readonly Part[] {
  return Object.entries(schema).flatMap(([keyword, value]: [string, unknown]): readonly Part[] => {
    if (typeof value !== 'object' || data.has(keyword)) return [];
    if (Array.isArray(value))
      return value.filter(isSchema).map((part, index) => [`/${keyword}/${index}`, part] as const);
    if (!maps.has(keyword)) return isSchema(value) ? [[`/${keyword}`, value] as const] : [];
    return Object.entries(value as Readonly<Record<string, Schema>>).map(
      ([name, part]) => [`/${keyword}/${escapeToken(name)}`, part] as const,
    );
  });
}

function isSchema(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names that a schema applies to the same value. */
function inPlaceReferences(schema: Schema): readonly string[] {
  if (typeof schema === 'boolean') return [];
  const own = schema.$ref === undefined ? [] : [referencedName(schema.$ref)];
  return [...own, ...inPlaceSchemas(schema).flatMap(inPlaceReferences)];
}

function refusal(
  code: 'keyword-unsupported' | 'reference-dangling',
  message: string,
  file: string,
  pointer: string,
): Diagnostic {
  const hint = 'Correct it with an action in overlay.yaml; docs/validators.md lists what is supported.';
  return { code, severity: 'error', message, at: { file, pointer }, hint };
}
