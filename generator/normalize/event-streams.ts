/**
 * Server-sent events whose data is JSON: OpenAPI 3.2 says so by `contentMediaType` and `contentSchema` of the member
 * `data`, other documents by a `data` that is no text. Such data has the type of what it holds, and is parsed.
 */
import { isJson } from '../ir/media-types.js';
import { isObject } from '../load/parse-text.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { behindReferences } from './references.js';
import type { SchemaContext } from './schema-object.js';
import { listOf } from './values.js';

/** The events whose data is JSON: all of them, or those of these types. */
export type JsonEvents = 'all' | readonly string[];

/** What is known of one form that an event has. */
interface Form {
  readonly data?: JsonValue;
  readonly events?: readonly string[];
}

/**
 * Finds the events of a stream whose data is JSON, and notes in the context what to read in place of their schemas;
 * `undefined` where all is text, or where the event's type does not tell which is which.
 */
export function readEventStream(item: JsonValue | undefined, context: SchemaContext): JsonEvents | undefined {
  const forms = formsOf(item, {}, context, 0);
  const json = forms.filter(({ data }) => holdsJson(data, context));
  const text = forms.filter((form) => !json.includes(form));
  const names = json.flatMap(({ events }) => events ?? []);
  const told =
    json.every(({ events }) => events !== undefined) && text.every(({ events = [] }) => !shares(events, names));
  if (json.length === 0 || (text.length > 0 && !told)) return undefined;
  replaceData(item, context, 0);
  return text.length === 0 ? 'all' : [...new Set(names)];
}

function shares(left: readonly string[], right: readonly string[]): boolean {
  return left.some((name) => right.includes(name));
}

/** Every form: what the schema and its parts say, with each branch of its union. */
function formsOf(schema: JsonValue | undefined, outer: Form, context: SchemaContext, depth: number): readonly Form[] {
  const given = behindReferences(schema, context);
  if (!isObject(given) || depth > 8) return [outer];
  const parts = listOf(given['allOf']).map((part) => behindReferences(part, context));
  const all = [...parts, given].flatMap((part) =>
    isObject(part) && isObject(part['properties']) ? [part['properties']] : [],
  );
  const own = all.reduce<Form>((form, { data, event }) => {
    const events = literalsOf(event, context);
    return { ...form, ...(data === undefined ? {} : { data }), ...(events === undefined ? {} : { events }) };
  }, outer);
  const branches = branchesOf(given);
  return branches.length === 0 ? [own] : branches.flatMap((branch) => formsOf(branch, own, context, depth + 1));
}

function branchesOf(schema: JsonObject): readonly JsonValue[] {
  return listOf(schema['oneOf'] ?? schema['anyOf']);
}

function literalsOf(schema: JsonValue | undefined, context: SchemaContext): readonly string[] | undefined {
  const given = behindReferences(schema, context);
  if (!isObject(given)) return undefined;
  const values = 'const' in given ? [given['const']] : given['enum'];
  const texts = listOf(values).filter((value) => typeof value === 'string');
  return texts.length === 0 ? undefined : texts;
}

function holdsJson(schema: JsonValue | undefined, context: SchemaContext): boolean {
  return contentOf(schema, context) !== undefined || isStructured(schema, context, 0);
}

/** What the text of `data` holds, where the document says that it is JSON of some form. */
function contentOf(schema: JsonValue | undefined, context: SchemaContext): JsonObject | undefined {
  const given = behindReferences(schema, context);
  if (!isObject(given) || given['contentEncoding'] !== undefined) return undefined;
  const { contentMediaType: type, contentSchema: content, description } = given;
  if (typeof type !== 'string' || !isJson(type)) return undefined;
  return isObject(content) ? { ...(description === undefined ? {} : { description }), ...content } : undefined;
}

/** True where no value is a text. */
function isStructured(schema: JsonValue | undefined, context: SchemaContext, depth: number): boolean {
  const given = behindReferences(schema, context);
  if (!isObject(given) || depth > 8) return false;
  const { type } = given;
  if (type !== undefined)
    return listOf(Array.isArray(type) ? type : [type]).every((kind) => kind !== 'string' && kind !== 'null');
  const branches = branchesOf(given);
  if (branches.length > 0) return branches.every((branch) => isStructured(branch, context, depth + 1));
  return isObject(given['properties']) || listOf(given['allOf']).some((part) => isStructured(part, context, depth + 1));
}

/** Notes each `data` that is JSON under its schema; a text that a base says of all branches goes to those it holds for. */
function replaceData(schema: JsonValue | undefined, context: SchemaContext, depth: number): void {
  const given = behindReferences(schema, context);
  if (!isObject(given) || depth > 8) return;
  const properties = isObject(given['properties']) ? given['properties'] : {};
  const { data, ...others } = properties;
  const content = contentOf(data, context);
  if (isObject(data) && content !== undefined) context.replaced?.set(data, content);
  const branches = branchesOf(given);
  for (const part of [...listOf(given['allOf']), ...branches]) replaceData(part, context, depth + 1);
  const hasJson = (branch: JsonValue): boolean =>
    formsOf(branch, {}, context, 0).some((form) => holdsJson(form.data, context));
  if (data === undefined || holdsJson(data, context) || !branches.some(hasJson)) return;
  const required = listOf(given['required']);
  const must = required.includes('data') ? ['data'] : [];
  const pushed = branches.map((branch) => withData(branch, hasJson(branch) ? {} : { data }, must));
  context.replaced?.set(given, {
    ...given,
    properties: others,
    required: required.filter((name) => name !== 'data'),
    [given['oneOf'] === undefined ? 'anyOf' : 'oneOf']: pushed,
  });
}

/** A branch with what its base said of the data; what stands behind a reference stays as it is. */
function withData(branch: JsonValue, properties: JsonObject, required: readonly string[]): JsonValue {
  if (!isObject(branch) || branch['$ref'] !== undefined) return { allOf: [{ properties, required }, branch] };
  const own = isObject(branch['properties']) ? branch['properties'] : {};
  const data = {
    ...(isObject(properties['data']) ? properties['data'] : {}),
    ...(isObject(own['data']) ? own['data'] : {}),
  };
  return {
    ...branch,
    properties: { ...own, ...(properties['data'] === undefined ? {} : { data }) },
    required: [...new Set([...listOf(branch['required']), ...required])],
  };
}
