/** A schema object of an OpenAPI document in, the one normalized form out. */
import type { Diagnostic } from '../diagnostics.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken } from '../pointer.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import { applyRules } from './rules.js';
import type { Dialect } from './rules/rule.js';

/** What normalization needs to know of the document around a schema. */
export interface SchemaContext {
  readonly file: string;
  readonly dialect: Dialect;
  /** `#/$defs/<Name>` for a reference of the document; undefined where it points at nothing. */
  resolve(reference: string): string | undefined;
  readonly problems: Diagnostic[];
}

const SINGLE = ['items', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'not', 'if', 'then', 'else'];
const LISTS = ['prefixItems', 'allOf', 'anyOf', 'oneOf'];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];
const PLAIN = [
  '$ref', 'type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'exclusiveMinimum',
  'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains', 'required',
  'minProperties', 'maxProperties', 'dependentRequired', 'description', 'deprecated', 'readOnly', 'writeOnly', 'default',
  'examples', 'x-expect', 'x-labels',
];
const KNOWN = new Set([...SINGLE, ...LISTS, ...MAPS, ...PLAIN]);

/** Normalizes a schema and everything in it; the input is not changed. `pointer` is its place in the document. */
export function normalizeSchema(value: JsonValue | undefined, pointer: string, context: SchemaContext): Schema {
  if (typeof value === 'boolean') return value;
  if (value === undefined) return {};
  if (!isObject(value)) {
    context.problems.push(problem(context, pointer, 'document-invalid', 'expected a schema: an object, true or false'));
    return {};
  }
  const inner = resolveReference(normalizeChildren(value, pointer, context), pointer, context);
  const schema = applyRules(inner, context.dialect);
  for (const key of Object.keys(schema)) {
    if (!KNOWN.has(key)) reportKeyword(key, pointer, context);
  }
  return schema;
}

function normalizeChildren(value: JsonObject, pointer: string, context: SchemaContext): JsonObject {
  const below = (child: JsonValue, ...tokens: string[]): JsonValue =>
    normalizeSchema(child, `${pointer}/${tokens.map(escapeToken).join('/')}`, context) as JsonValue;
  const entries = Object.entries(value).map(([key, member]): [string, JsonValue] => {
    if (SINGLE.includes(key)) return [key, below(member, key)];
    if (LISTS.includes(key) && Array.isArray(member)) return [key, member.map((item: JsonValue, index) => below(item, key, String(index)))];
    if (MAPS.includes(key) && isObject(member)) {
      return [key, Object.fromEntries(Object.entries(member).map(([name, child]) => [name, below(child, key, name)]))];
    }
    return [key, member];
  });
  return Object.fromEntries(entries);
}

/** Resolved before the rules run, which may move a reference into a union. */
function resolveReference(schema: JsonObject, pointer: string, context: SchemaContext): JsonObject {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const resolved = context.resolve(reference);
  if (resolved !== undefined) return { ...schema, $ref: resolved };
  context.problems.push(problem(context, `${pointer}/$ref`, 'reference-dangling', `"${reference}" points at nothing`));
  return { ...schema, $ref: '#/$defs/Unknown' };
}

function reportKeyword(key: string, pointer: string, context: SchemaContext): void {
  const message = `the keyword "${key}" is not supported`;
  context.problems.push(problem(context, `${pointer}/${escapeToken(key)}`, 'keyword-unsupported', message));
}

function problem(context: SchemaContext, pointer: string, code: Diagnostic['code'], message: string): Diagnostic {
  const hints: Partial<Record<Diagnostic['code'], string>> = {
    'keyword-unsupported': 'Remove it with an action in overlay.yaml, or express it with the keywords in docs/validators.md.',
    'reference-dangling': 'Mend the name, or add the schema to the document, the overlay or the manifest\'s entities.',
  };
  const hint = hints[code];
  return { code, severity: 'error', message, at: { file: context.file, pointer }, ...(hint === undefined ? {} : { hint }) };
}
