/** Finds what a validator would have to pass over: it is refused here, never ignored. */
import type { Diagnostic } from '../../diagnostics.js';
import type { NamedSchema } from '../../ir/ir.js';
import type { Schema, SchemaObject } from '../../schema.js';
import { byCodeUnit } from '../../order.js';
import { escapeToken } from '../../pointer.js';
import { maximumNesting } from '../../normalize/json-schema.js';
import { type Definitions, inPlaceSchemas, levelsOf, referencedName, references, subschemas } from './analysis.js';
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
  const found: Diagnostic[] = [];
  if (!isSound(schema, definitions)) addProblems(schema, file, pointer, definitions, found);
  return found;
}

/** Nothing to be said of the schema and its parts, found out without the places of things. */
function isSound(schema: Schema, definitions: Definitions): boolean {
  if (typeof schema === 'boolean') return true;
  let mayBeRefused = false;
  for (const keyword in schema) {
    if (!keywords.has(keyword)) return false;
    mayBeRefused ||= saysMore.has(keyword);
  }
  return (
    (!mayBeRefused || isAccepted(schema, definitions)) && subschemas(schema).every((part) => isSound(part, definitions))
  );
}

function isAccepted(schema: SchemaObject, definitions: Definitions): boolean {
  const { $ref, format } = schema;
  if ($ref !== undefined && !definitions.has(referencedName($ref))) return false;
  if (format !== undefined && !isChecked(format)) return false;
  return patternsOf(schema).every((pattern) => compilePattern(pattern) !== undefined);
}

/** Keywords whose values may have to be refused. */
const saysMore: ReadonlySet<string> = new Set(['$ref', 'format', 'pattern', 'patternProperties']);

function patternsOf({ pattern, patternProperties }: SchemaObject): readonly string[] {
  if (patternProperties === undefined) return pattern === undefined ? [] : [pattern];
  return [...(pattern === undefined ? [] : [pattern]), ...Object.keys(patternProperties)];
}

function addProblems(
  schema: Schema,
  file: string,
  pointer: string,
  definitions: Definitions,
  found: Diagnostic[],
): void {
  if (typeof schema === 'boolean') return;
  for (const keyword in schema) {
    if (keywords.has(keyword)) continue;
    const message = `the keyword "${keyword}" is not supported`;
    found.push(refusal('keyword-unsupported', message, file, `${pointer}/${escapeToken(keyword)}`));
  }
  const { $ref, format } = schema;
  for (const source of patternsOf(schema)) {
    if (compilePattern(source) !== undefined) continue;
    const message = 'a pattern is no regular expression of ECMA-262';
    found.push(refusal('keyword-unsupported', message, file, `${pointer}/pattern`));
  }
  if ($ref !== undefined && !definitions.has(referencedName($ref)))
    found.push(refusal('reference-dangling', `"${$ref}" points at nothing`, file, `${pointer}/$ref`));
  if (format !== undefined) found.push(...inspectFormat(format, file, pointer));
  for (const keyword in schema) {
    const value: unknown = schema[keyword as keyof SchemaObject];
    if (typeof value !== 'object' || value === null || data.has(keyword)) continue;
    for (const [path, part] of partsOf(keyword, value)) addProblems(part, file, pointer + path, definitions, found);
  }
}

function inspectFormat(format: string, file: string, pointer: string): readonly Diagnostic[] {
  if (isChecked(format)) return [];
  const at = { file, pointer: `${pointer}/format` };
  return [{ code: 'keyword-unsupported', severity: 'note', message: `the format "${format}" is not checked`, at }];
}

/** Checked, or nothing that could be. */
function isChecked(format: string): boolean {
  return formatPredicates.has(format) || annotations.has(format);
}

/** Keywords whose values are data: what looks like a schema there is none. */
const data: ReadonlySet<string> = new Set([
  ...['enum', 'const', 'default', 'examples', 'x-expect', 'x-labels', 'required', 'dependentRequired'],
]);

/** Keywords that hold schemas by name. */
const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);

type Part = readonly [path: string, part: Schema];

/** The subschemas that a keyword holds, with the way to them. */
function partsOf(keyword: string, value: object): readonly Part[] {
  if (Array.isArray(value)) return value.filter(isSchema).map((part, index) => [`/${keyword}/${index}`, part] as const);
  if (!maps.has(keyword)) return [[`/${keyword}`, value]];
  return Object.entries(value as Readonly<Record<string, Schema>>).map(
    ([name, part]) => [`/${keyword}/${escapeToken(name)}`, part] as const,
  );
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
