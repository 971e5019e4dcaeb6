/**
 * Operations of Swagger 2.0 with the bodies and answers of OpenAPI 3.0: what the library drops or takes from the wrong
 * place. References between parameters, answers and paths are followed, since their parts become different things.
 */
import type { Diagnostic } from '../diagnostics.js';
import { decodeFragment, escapeToken, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { isObject } from './parse-text.js';

/** The document at hand and where problems go. */
export interface SwaggerInput {
  readonly document: JsonObject;
  readonly file: string;
  readonly diagnostics: Diagnostic[];
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
/** Keys of a parameter that is no body which are no part of its schema. */
const NOT_SCHEMA = ['name', 'in', 'required', 'collectionFormat', 'allowEmptyValue', 'x-example', 'x-examples'];
const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** The `paths` with every operation rewritten; other parts stay as they are. */
export function upgradePaths(input: SwaggerInput): JsonObject {
  const paths = input.document['paths'];
  return mapObject(paths, (item, path) => {
    const pathItem = follow(item, input);
    if (!isObject(pathItem)) return item;
    const pointer = `/paths/${escapeToken(path)}`;
    const shared = parametersOf(pathItem, input, pointer);
    return mapObject({ ...pathItem, parameters: shared.filter((parameter) => !isBody(parameter)) }, (member, key) =>
      METHODS.has(key) && isObject(member) ? upgradeOperation(member, shared, input, `${pointer}/${key}`) : member,
    );
  });
}

function upgradeOperation(
  operation: JsonObject,
  shared: readonly JsonObject[],
  input: SwaggerInput,
  pointer: string,
): JsonObject {
  const own = parametersOf(operation, input, pointer);
  const { document } = input;
  const bodies = own.some(isBody) ? own.filter(isBody) : shared.filter(isBody);
  const consumes = texts(operation['consumes']) ?? texts(document['consumes']);
  const produces = texts(operation['produces']) ?? texts(document['produces']) ?? ['application/json'];
  const body = bodies.length === 0 ? undefined : requestBody(bodies, consumes);
  const rest = Object.fromEntries(
    Object.entries(operation).filter(([key]) => !['parameters', 'consumes', 'produces', 'responses'].includes(key)),
  );
  return {
    ...rest,
    parameters: own.filter((parameter) => !isBody(parameter)),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: mapObject(operation['responses'], (response) => upgradeResponse(follow(response, input), produces)),
  };
}

function upgradeResponse(response: JsonValue | undefined, produces: readonly string[]): JsonValue {
  if (!isObject(response)) return {};
  const { schema, ...rest } = response;
  const described = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'examples'));
  return schema === undefined
    ? described
    : { ...described, content: Object.fromEntries(produces.map((type) => [type, { schema }])) };
}

function requestBody(bodies: readonly JsonObject[], consumes: readonly string[] | undefined): JsonObject {
  const whole = bodies.find((parameter) => parameter['in'] === 'body');
  const required = bodies.some((parameter) => parameter['required'] === true);
  if (whole === undefined) return { required, content: formContent(bodies, consumes) };
  const description = whole['description'];
  const media = whole['schema'] === undefined ? {} : { schema: whole['schema'] };
  const types = consumes?.filter((type) => !FORMS.includes(type)) ?? [];
  return {
    required,
    ...(description === undefined ? {} : { description }),
    content: Object.fromEntries((types.length === 0 ? ['application/json'] : types).map((type) => [type, media])),
  };
}

/** Every declared form; where none is, the one that can carry what is sent. */
function formContent(fields: readonly JsonObject[], consumes: readonly string[] | undefined): JsonObject {
  const declared = consumes?.filter((type) => FORMS.includes(type)) ?? [];
  const hasFile = fields.some((field) => field['type'] === 'file');
  const types = declared.length > 0 ? declared : [FORMS[hasFile ? 0 : 1] ?? ''];
  const required = fields.filter((field) => field['required'] === true).map((field) => nameOf(field));
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [nameOf(field), fieldSchema(field)])),
    ...(required.length === 0 ? {} : { required }),
  };
  const encoding = Object.fromEntries(
    fields
      .filter((field) => field['type'] === 'array')
      .map((field) => [nameOf(field), encodingOf(field['collectionFormat'])]),
  );
  const isEncoded = (type: string): boolean => type === FORMS[1] && Object.keys(encoding).length > 0;
  return Object.fromEntries(types.map((type) => [type, isEncoded(type) ? { schema, encoding } : { schema }]));
}

function fieldSchema(field: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(field).filter(([key]) => !NOT_SCHEMA.includes(key)));
}

function nameOf({ name }: JsonObject): string {
  return typeof name === 'string' ? name : '';
}

/** Swagger's lists are separated by commas unless they say something else. */
function encodingOf(collectionFormat: JsonValue | undefined): JsonObject {
  if (collectionFormat === 'multi') return { style: 'form', explode: true };
  if (collectionFormat === 'ssv') return { style: 'spaceDelimited', explode: false };
  return { style: collectionFormat === 'pipes' ? 'pipeDelimited' : 'form', explode: false };
}

/** Parameters behind their references; what is none is left out, and formats that 3.0 cannot say are reported. */
function parametersOf(holder: JsonObject, input: SwaggerInput, pointer: string): readonly JsonObject[] {
  const list = Array.isArray(holder['parameters']) ? (holder['parameters'] as readonly JsonValue[]) : [];
  return list.flatMap((given, index) => {
    const parameter = follow(given, input);
    const place = `${pointer}/parameters/${index}`;
    if (isObject(parameter) && parameter['$ref'] !== undefined) return [parameter];
    if (!isObject(parameter) || typeof parameter['in'] !== 'string' || typeof parameter['name'] !== 'string') {
      warn(input, 'this parameter has no name or no place; it is left out', place);
      return [];
    }
    const isQuery = parameter['in'] === 'query' || parameter['in'] === 'formData';
    const separators = isQuery ? ['csv', 'ssv', 'pipes', 'multi'] : ['csv'];
    const format = parameter['collectionFormat'] ?? 'csv';
    if (parameter['in'] === 'body' || separators.some((known) => known === format)) return [parameter];
    warn(input, `lists cannot be written as ${JSON.stringify(format)}; commas are used`, `${place}/collectionFormat`);
    return [{ ...parameter, collectionFormat: 'csv' }];
  });
}

function isBody(parameter: JsonObject): boolean {
  return parameter['in'] === 'body' || parameter['in'] === 'formData';
}

function follow(value: JsonValue | undefined, { document }: SwaggerInput): JsonValue | undefined {
  let current = value;
  for (let hops = 0; hops < 16; hops += 1) {
    const reference = isObject(current) ? current['$ref'] : undefined;
    const target =
      typeof reference === 'string' && reference.startsWith('#/')
        ? valueAt(document, decodeFragment(reference.slice(1)))
        : undefined;
    // One that leads nowhere stays, and is reported when the document is read.
    if (target === undefined) return current;
    current = target;
  }
  return current;
}

function warn({ file, diagnostics }: SwaggerInput, message: string, pointer: string): void {
  diagnostics.push({ code: 'document-invalid', severity: 'warning', message, at: { file, pointer } });
}

function texts(value: JsonValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter((item) => typeof item === 'string') : undefined;
}

function mapObject(value: JsonValue | undefined, map: (member: JsonValue, key: string) => JsonValue): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member, key)]));
}
