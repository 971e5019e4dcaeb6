/**
 * Raw JSON Schema (draft-07 or 2020-12) in, normalized schema out. References become names through the context, old
 * spellings become new ones, annotations that nobody reads are dropped, and what cannot be kept is refused.
 */
import type { Diagnostic } from '../diagnostics.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import { valueProblem } from './json-schema-values.js';

/** Dialects that are read. In draft-07 a reference hides its siblings and `items` may be a list. */
export type Dialect = 'draft-07' | '2020-12';

/** What normalization needs to know about the place of a schema. */
export interface NormalizeContext {
  readonly file: string;
  readonly dialect: Dialect;
  /** False where `format` is an annotation. */
  readonly assertFormats: boolean;
  /** The exported name of what a reference means, or undefined where it means nothing. */
  readonly resolve: (reference: string, pointer: string) => string | undefined;
  /** Context inside a subschema; for schemas that bring their own base address. The same context otherwise. */
  readonly enter?: (schema: JsonObject) => NormalizeContext;
  /** Receives problems in the order in which they are met. */
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Schemas inside schemas beyond this are refused: no document of a person goes as deep, and every stage recurses. */
export const maximumNesting = 200;

/** The normalized form of a raw schema at a pointer of its file; `nesting` counts the schemas around it. */
export function normalizeSchema(raw: JsonValue, pointer: string, context: NormalizeContext, nesting = 0): Schema {
  if (typeof raw === 'boolean') return raw;
  if (!isJsonObject(raw)) return refuse('', pointer, context, 'A schema must be an object or a boolean.');
  if (nesting > maximumNesting)
    return refuse('', pointer, context, `A schema lies inside more than ${maximumNesting} others.`);
  const inner = context.enter?.(raw) ?? context;
  if (inner.dialect === 'draft-07' && typeof raw['$ref'] === 'string')
    return normalizeKeywords({ $ref: raw['$ref'] }, pointer, inner, nesting);
  return normalizeKeywords(renameKeywords(raw, inner), pointer, inner, nesting);
}

/** True for JSON objects. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Appends keys to a pointer. */
export function joinPointer(pointer: string, ...keys: readonly (string | number)[]): string {
  return [pointer, ...keys.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** Keywords whose value is one schema, a list of schemas, or schemas by name. */
export const schemaKeywords = {
  one: new Set([
    ...['items', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
    ...['not', 'if', 'then', 'else'],
  ]),
  list: new Set(['prefixItems', 'allOf', 'anyOf', 'oneOf']),
  byName: new Set(['properties', 'patternProperties', 'dependentSchemas']),
} as const;

const plainKeywords: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum'],
  ...['exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'],
  ...['required', 'minProperties', 'maxProperties', 'dependentRequired', 'description', 'deprecated', 'readOnly'],
  ...['writeOnly', 'default', 'examples', 'x-expect', 'x-labels'],
]);

const refusedKeywords: ReadonlySet<string> = new Set([
  ...['$dynamicRef', '$recursiveRef', '$recursiveAnchor', '$vocabulary'],
  ...['contentEncoding', 'contentMediaType', 'contentSchema'],
]);

function normalizeKeywords(raw: JsonObject, pointer: string, context: NormalizeContext, nesting: number): Schema {
  const result: Record<string, JsonValue> = {};
  for (const [keyword, value] of Object.entries(raw)) {
    const at = joinPointer(pointer, keyword);
    const normalized = normalizeKeyword(keyword, value, at, context, nesting);
    if (normalized !== undefined) result[keyword] = normalized;
  }
  return result;
}

/** The value of a keyword in the normalized form; undefined drops the keyword. */
function normalizeKeyword(
  keyword: string,
  value: JsonValue,
  at: string,
  context: NormalizeContext,
  nesting: number,
): JsonValue | undefined {
  if (refusedKeywords.has(keyword))
    return void refuse(keyword, at, context, `The keyword ${keyword} is not supported.`);
  if (keyword === '$ref') return normalizeReference(value, at, context);
  if (keyword === 'format') return context.assertFormats && typeof value === 'string' ? value : undefined;
  if (plainKeywords.has(keyword)) {
    const problem = valueProblem(keyword, value);
    return problem === undefined ? value : void refuse(keyword, at, context, problem);
  }
  const into = (part: JsonValue, key?: string | number): JsonValue =>
    normalizeSchema(part, key === undefined ? at : joinPointer(at, key), context, nesting + 1) as JsonValue;
  if (schemaKeywords.one.has(keyword)) {
    return Array.isArray(value) ? void refuse(keyword, at, context, `${keyword} must be one schema.`) : into(value);
  }
  if (schemaKeywords.list.has(keyword)) {
    return Array.isArray(value)
      ? value.map((part: JsonValue, index) => into(part, index))
      : void refuse(keyword, at, context, `${keyword} must be a list of schemas.`);
  }
  if (!schemaKeywords.byName.has(keyword)) return undefined;
  if (!isJsonObject(value)) return void refuse(keyword, at, context, `${keyword} must hold schemas by name.`);
  return fromEntries(Object.entries(value).map(([name, part]) => [name, into(part, name)]));
}

function normalizeReference(value: JsonValue, at: string, context: NormalizeContext): JsonValue | undefined {
  const name = typeof value === 'string' ? context.resolve(value, at) : undefined;
  if (name !== undefined) return `#/$defs/${name}`;
  context.report({
    code: 'reference-dangling',
    severity: 'error',
    message: `The reference ${JSON.stringify(value)} points at nothing.`,
    at: { file: context.file, pointer: at },
  });
  return undefined;
}

/** Draft-07 spellings in the words of 2020-12. */
function renameKeywords(raw: JsonObject, context: NormalizeContext): JsonObject {
  const { dependencies, additionalItems, ...others } = raw;
  let result: JsonObject = others;
  if (context.dialect === 'draft-07' && Array.isArray(raw['items'])) {
    const { items: prefixItems, ...rest } = others as { items: JsonValue };
    result = { ...rest, prefixItems, ...(additionalItems === undefined ? {} : { items: additionalItems }) };
  }
  if (!isJsonObject(dependencies)) return result;
  const entries = Object.entries(dependencies);
  return {
    ...result,
    dependentRequired: fromEntries(entries.filter(([, value]) => Array.isArray(value))),
    dependentSchemas: fromEntries(entries.filter(([, value]) => !Array.isArray(value))),
  };
}

/** `Object.fromEntries`, which keeps a member called `__proto__`. */
function fromEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

function refuse(keyword: string, pointer: string, context: NormalizeContext, message: string): Schema {
  const hint = keyword === '' ? {} : { hint: 'Take the keyword out or replace it in the overlay.' };
  context.report({
    code: 'keyword-unsupported',
    severity: 'error',
    message,
    at: { file: context.file, pointer },
    ...hint,
  });
  return true;
}
