/** A schema object of an OpenAPI document in, the one normalized form out. */
import type { Diagnostic } from '../diagnostics.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken } from '../pointer.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import { applyDiscriminator, danglingMappings } from './discriminator.js';
import type { DiscriminatorContext } from './discriminator.js';
import { valueProblem } from './json-schema-values.js';
import { applyEarlyRules, applyRules, isLeftAlone } from './rules.js';
import type { Dialect } from './rules/rule.js';

/** What normalization needs to know of the document around a schema. */
export interface SchemaContext extends DiscriminatorContext {
  readonly file: string;
  readonly dialect: Dialect;
  readonly problems: Diagnostic[];
  /** Schemas of the document that are read as others, by what they are there. */
  readonly replaced?: Map<JsonObject, JsonObject>;
}

const SINGLE: ReadonlySet<string> = new Set([
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'additionalItems',
  'not',
  'if',
  'then',
  'else',
]);
const LISTS: ReadonlySet<string> = new Set(['prefixItems', 'allOf', 'anyOf', 'oneOf']);
const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const PLAIN: ReadonlySet<string> = new Set([
  ...[
    '$ref',
    'type',
    'enum',
    'const',
    'minLength',
    'maxLength',
    'pattern',
    'format',
    'minimum',
    'maximum',
    'exclusiveMinimum',
  ],
  ...[
    'exclusiveMaximum',
    'multipleOf',
    'minItems',
    'maxItems',
    'uniqueItems',
    'minContains',
    'maxContains',
    'required',
  ],
  ...[
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'description',
    'deprecated',
    'readOnly',
    'writeOnly',
    'default',
  ],
  ...['examples', 'x-expect', 'x-labels'],
]);
/** References that only a running validator could follow. */
const REFUSED: ReadonlySet<string> = new Set(['$dynamicRef', '$recursiveRef']);
/** What these say of a text stays unchecked: it is neither decoded nor parsed. */
const UNCHECKED: ReadonlySet<string> = new Set(['contentEncoding', 'contentMediaType', 'contentSchema']);

/** Normalizes a schema and everything in it; the input is not changed. `pointer` is its place in the document. */
export function normalizeSchema(given: JsonValue | undefined, pointer: string, context: SchemaContext): Schema {
  const value = isObject(given) ? (context.replaced?.get(given) ?? given) : given;
  if (typeof value === 'boolean') return value;
  if (value === undefined) return {};
  if (!isObject(value)) {
    context.problems.push(problem(context, pointer, 'document-invalid', 'expected a schema: an object, true or false'));
    return {};
  }
  // Neither a reference nor a discriminator is there then.
  if (isLeftAlone(value)) return keepKnown(normalizeChildren(value, pointer, context), pointer, context);
  const children = normalizeChildren(applyEarlyRules(value, context.dialect), pointer, context);
  resolveReference(children, pointer, context);
  reportMappings(value, pointer, context);
  const schema = applyRules(applyDiscriminator(value, children, context), context.dialect);
  return keepKnown(schema, pointer, context);
}

function normalizeChildren(value: JsonObject, pointer: string, context: SchemaContext): Record<string, JsonValue> {
  const result: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== undefined) result[key] = normalizeChild(key, member, pointer, context);
  }
  return result;
}

function normalizeChild(key: string, member: JsonValue, pointer: string, context: SchemaContext): JsonValue {
  const isList = LISTS.has(key) || key === 'items';
  if (isList && Array.isArray(member)) {
    return member.map(
      (item: JsonValue, index) => normalizeSchema(item, `${pointer}/${key}/${index}`, context) as JsonValue,
    );
  }
  if (SINGLE.has(key)) return normalizeSchema(member, `${pointer}/${key}`, context) as JsonValue;
  if (!isObject(member) || !(MAPS.has(key) || key === 'dependencies')) return member;
  const entries = Object.entries(member).map(([name, child]): readonly [string, JsonValue] => {
    const isSchema = key !== 'dependencies' || !Array.isArray(child);
    return [
      name,
      isSchema ? (normalizeSchema(child, `${pointer}/${key}/${escapeToken(name)}`, context) as JsonValue) : child,
    ];
  });
  return Object.fromEntries(entries);
}

/** Resolved before the rules run, which may move a reference into a union. The schema is the copy just made. */
function resolveReference(schema: Record<string, JsonValue>, pointer: string, context: SchemaContext): void {
  const reference = schema['$ref'];
  if (reference === undefined) return;
  if (typeof reference !== 'string') {
    delete schema['$ref'];
    context.problems.push(problem(context, `${pointer}/$ref`, 'reference-dangling', '$ref must be a text.'));
    return;
  }
  const resolved = context.resolve(reference);
  schema['$ref'] = resolved ?? '#/$defs/Unknown';
  if (resolved !== undefined) return;
  context.problems.push(problem(context, `${pointer}/$ref`, 'reference-dangling', `"${reference}" points at nothing`));
}

/** A value of a discriminator whose schema is not there narrows nothing. */
function reportMappings(schema: JsonObject, pointer: string, context: SchemaContext): void {
  for (const value of danglingMappings(schema['discriminator'], context)) {
    const place = `${pointer}/discriminator/mapping/${escapeToken(value)}`;
    const message = 'the schema that this value stands for is not there; the value is left out';
    context.problems.push({ ...problem(context, place, 'reference-dangling', message), severity: 'warning' });
  }
}

/**
 * Drops what is no keyword (JSON Schema reads it as a comment) and values that a keyword cannot have, with a warning
 * for each: a document that a vendor wrote wrongly in one place is still worth reading.
 */
function keepKnown(schema: JsonObject, pointer: string, context: SchemaContext): Schema {
  const dropped: string[] = [];
  for (const key of Object.keys(schema)) {
    const reason = reasonToDrop(key, schema[key] ?? null);
    if (reason === undefined) continue;
    dropped.push(key);
    const severity = REFUSED.has(key) ? 'error' : 'warning';
    context.problems.push({
      ...problem(context, `${pointer}/${escapeToken(key)}`, 'keyword-unsupported', reason),
      severity,
    });
  }
  return dropped.length === 0
    ? schema
    : Object.fromEntries(Object.entries(schema).filter(([key]) => !dropped.includes(key)));
}

function reasonToDrop(key: string, value: JsonValue): string | undefined {
  if (PLAIN.has(key)) return valueProblem(key, value);
  if (LISTS.has(key)) return Array.isArray(value) && value.length > 0 ? undefined : `${key} must be a list of schemas.`;
  if (MAPS.has(key)) return isObject(value) ? undefined : `${key} must hold schemas by name.`;
  if (UNCHECKED.has(key)) return `the keyword "${key}" is not checked: the text is neither decoded nor parsed`;
  return SINGLE.has(key) ? undefined : `the keyword "${key}" is not supported`;
}

function problem(context: SchemaContext, pointer: string, code: Diagnostic['code'], message: string): Diagnostic {
  const hints: Partial<Record<Diagnostic['code'], string>> = {
    'keyword-unsupported':
      'Remove it with an action in overlay.yaml, or express it with the keywords in docs/validators.md.',
    'reference-dangling': "Mend the name, or add the schema to the document, the overlay or the manifest's entities.",
  };
  const hint = hints[code];
  return {
    code,
    severity: 'error',
    message,
    at: { file: context.file, pointer },
    ...(hint === undefined ? {} : { hint }),
  };
}
