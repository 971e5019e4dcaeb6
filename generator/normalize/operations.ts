/** The `paths` of an OpenAPI document in, operations with normalized schemas out. */
import type { Diagnostic } from '../diagnostics.js';
import type { BodyIR, MediaIR, OperationIR, ParameterIR, ResponseIR } from '../ir/ir.js';
import { isObject } from '../load/parse-text.js';
import { byCodeUnit } from '../order.js';
import { escapeToken } from '../pointer.js';
import { readEncoding } from './encodings.js';
import { operationName } from './operation-names.js';
import type { JsonObject, JsonValue, SchemaObject } from '../schema.js';
import { normalizeSchema } from './schema-object.js';
import type { SchemaContext } from './schema-object.js';
import { pointerOf } from './webhooks.js';

/** An operation before pagination and authentication are known; its schemas may still be inline. */
export type NormalizedOperation = Omit<OperationIR, 'pagination'>;

export interface OperationsInput {
  readonly document: JsonObject;
  readonly file: string;
  readonly operationNames: Readonly<Record<string, string>>;
  readonly context: SchemaContext;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** Reads every operation of a document, in the order of the document. */
export function normalizeOperations(input: OperationsInput): readonly NormalizedOperation[] {
  const paths = input.document['paths'];
  if (!isObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) => {
    const pointer = pathItemPointer(path, item);
    const pathItem = dereference(item, input, pointer);
    if (!isObject(pathItem) || path.startsWith('x-')) return [];
    reportOtherMethods(pathItem, input, pointer);
    return METHODS.filter((method) => isObject(pathItem[method])).map((method) =>
      readOperation(input, { path, method, pathItem, pointer }),
    );
  });
}

/** A path item that is only a reference is the place that it refers to: of another file, most likely. */
function pathItemPointer(path: string, item: JsonValue): string {
  const reference = isObject(item) && Object.keys(item).length === 1 ? item['$ref'] : undefined;
  return (typeof reference === 'string' ? pointerOf(reference) : undefined) ?? `/paths/${escapeToken(path)}`;
}

/** OpenAPI 3.2's `additionalOperations`: methods that neither fetch nor the client knows how to retry. */
function reportOtherMethods(pathItem: JsonObject, input: OperationsInput, pointer: string): void {
  const others = pathItem['additionalOperations'];
  for (const method of isObject(others) ? Object.keys(others) : []) {
    input.context.problems.push({
      code: 'keyword-unsupported',
      severity: 'warning',
      message: `operations with the method "${method}" are not generated`,
      at: { file: input.file, pointer: `${pointer}/additionalOperations/${escapeToken(method)}` },
    });
  }
}

interface Place {
  readonly path: string;
  readonly method: (typeof METHODS)[number];
  readonly pathItem: JsonObject;
  readonly pointer: string;
}

function readOperation(input: OperationsInput, place: Place): NormalizedOperation {
  const operation = place.pathItem[place.method] as JsonObject;
  const pointer = `${place.pointer}/${place.method}`;
  return {
    id: operationName(
      { ...place, operationId: typeof operation['operationId'] === 'string' ? operation['operationId'] : undefined },
      input.operationNames,
    ),
    method: place.method,
    path: place.path,
    summary: textOf(operation['summary']),
    description: textOf(operation['description']),
    deprecated: operation['deprecated'] === true,
    authenticated: !(Array.isArray(operation['security']) && operation['security'].length === 0),
    parameters: readParameters(input, place, operation, pointer),
    body: readBody(input, place.method, operation['requestBody'], `${pointer}/requestBody`),
    responses: readResponses(input, operation['responses'], `${pointer}/responses`),
    document: input.file,
    pointer,
  };
}

/** Parameters of the path item, overridden by those of the operation with the same name and place. */
function readParameters(
  input: OperationsInput,
  place: Place,
  operation: JsonObject,
  pointer: string,
): readonly ParameterIR[] {
  const shared = listOf(place.pathItem['parameters']).map((value, index) =>
    readParameter(input, value, `${place.pointer}/parameters/${index}`),
  );
  const own = listOf(operation['parameters']).map((value, index) =>
    readParameter(input, value, `${pointer}/parameters/${index}`),
  );
  const key = (parameter: ParameterIR): string => `${parameter.in} ${parameter.name}`;
  const merged = new Map(
    [...shared, ...own].flatMap((list) => list.map((parameter) => [key(parameter), parameter] as const)),
  );
  return [...merged.values(), ...undeclared(place, [...merged.values()], input, pointer)];
}

/** A path has to be filled in, whether or not the document says with what. */
function undeclared(
  place: Place,
  declared: readonly ParameterIR[],
  input: OperationsInput,
  pointer: string,
): readonly ParameterIR[] {
  const names = [...place.path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  const missing = [...new Set(names)].filter(
    (name) => !declared.some((parameter) => parameter.in === 'path' && parameter.name === name),
  );
  return missing.map((name): ParameterIR => {
    input.context.problems.push({
      code: 'document-invalid',
      severity: 'warning',
      message: `the path has "{${name}}", which is no parameter of the operation; taken as a text`,
      at: { file: input.file, pointer },
      hint: 'Add the parameter with an action in overlay.yaml.',
    });
    return {
      name,
      in: 'path',
      required: true,
      deprecated: false,
      description: '',
      schema: { type: 'string' },
      style: 'simple',
      explode: false,
      allowReserved: false,
      mediaType: undefined,
    };
  });
}

function readParameter(input: OperationsInput, value: JsonValue, pointer: string): readonly ParameterIR[] {
  const parameter = dereference(value, input, pointer);
  if (!isObject(parameter)) return [];
  const where = parameter['in'] as ParameterIR['in'];
  const name = textOf(parameter['name']);
  // OpenAPI 3.1, 4.8.12: these three header parameters are ignored; they belong to the transport.
  if (where === 'header' && /^(accept|content-type|authorization)$/i.test(name)) return [];
  const content = isObject(parameter['content']) ? Object.entries(parameter['content'])[0] : undefined;
  const media = content !== undefined && isObject(content[1]) ? content[1] : undefined;
  const style =
    (parameter['style'] as ParameterIR['style'] | undefined) ??
    (where === 'query' || where === 'cookie' ? 'form' : 'simple');
  const schemaPointer =
    media === undefined ? `${pointer}/schema` : `${pointer}/content/${escapeToken(content?.[0] ?? '')}/schema`;
  return [
    {
      name,
      in: where,
      required: parameter['required'] === true || where === 'path',
      deprecated: parameter['deprecated'] === true,
      description: textOf(parameter['description']),
      schema: normalizeSchema(
        media === undefined ? parameter['schema'] : media['schema'],
        schemaPointer,
        input.context,
      ),
      style,
      explode:
        typeof parameter['explode'] === 'boolean' ? parameter['explode'] : style === 'form' || style === 'cookie',
      allowReserved: parameter['allowReserved'] === true,
      mediaType: content?.[0],
    },
  ];
}

function readBody(
  input: OperationsInput,
  method: string,
  value: JsonValue | undefined,
  pointer: string,
): BodyIR | undefined {
  const body = dereference(value, input, pointer);
  if (!isObject(body)) return undefined;
  // OpenAPI 3.0, 4.7.10: such a body is ignored; `fetch` refuses to send it. Stripe declares an empty one everywhere.
  if (method === 'get' || method === 'head') {
    if (body['required'] === true) input.context.problems.push(unsendableBody(method, input.file, pointer));
    return undefined;
  }
  return {
    required: body['required'] === true,
    description: textOf(body['description']),
    content: readContent(input, body['content'], `${pointer}/content`),
  };
}

function unsendableBody(method: string, file: string, pointer: string): Diagnostic {
  return {
    code: 'keyword-unsupported',
    severity: 'warning',
    message: `a ${method} request cannot have a body; it is left out`,
    at: { file, pointer },
    hint: 'If the vendor means it, use `query` or `post` with an action in overlay.yaml.',
  };
}

function readResponses(input: OperationsInput, value: JsonValue | undefined, pointer: string): readonly ResponseIR[] {
  if (!isObject(value)) return [];
  const statuses = Object.keys(value).filter((status) => !status.startsWith('x-'));
  return statuses.sort(byStatus).flatMap((status) => {
    const response = dereference(value[status], input, `${pointer}/${status}`);
    if (!isObject(response)) return [];
    const described = {
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      description: textOf(response['description']),
    };
    // RFC 9110, 15.3.5: a 204 has no body, whatever a document says.
    const content = status === '204' ? [] : readContent(input, response['content'], `${pointer}/${status}/content`);
    return [{ ...described, content }];
  });
}

function readContent(input: OperationsInput, value: JsonValue | undefined, pointer: string): readonly MediaIR[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([mediaType, item]) => {
    const media = dereference(item, input, `${pointer}/${escapeToken(mediaType)}`);
    if (!isObject(media)) return [];
    const stream = media['itemSchema'] !== undefined;
    const place = `${pointer}/${escapeToken(mediaType)}/${stream ? 'itemSchema' : 'schema'}`;
    const given = stream ? media['itemSchema'] : media['schema'];
    const schema = given === undefined ? defaultSchema(mediaType) : normalizeSchema(given, place, input.context);
    return [
      {
        mediaType,
        schema,
        encoding: readEncoding(media['encoding']),
        stream: stream || mediaType === 'text/event-stream',
      },
    ];
  });
}

/** A media type without a schema: text and JSON are what they are, the rest is bytes. */
function defaultSchema(mediaType: string): SchemaObject {
  if (/json/.test(mediaType)) return {};
  return mediaType.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' };
}

/** Follows `$ref`s between components; a chain that never ends or points at nothing is reported. */
function dereference(value: JsonValue | undefined, input: OperationsInput, pointer: string): JsonValue | undefined {
  let current = value;
  for (let hops = 0; hops < 16; hops += 1) {
    if (!isObject(current) || typeof current['$ref'] !== 'string') return current;
    const reference: string = current['$ref'];
    current = input.context.lookup(reference);
    if (current === undefined) {
      input.context.problems.push({
        code: 'reference-dangling',
        severity: 'error',
        message: `"${reference}" points at nothing`,
        at: { file: input.file, pointer: `${pointer}/$ref` },
        hint: 'Mend the name, or add the component to the document or the overlay.',
      });
    }
  }
  return undefined;
}

/** Numbers ascending, then ranges, then `default`. */
function byStatus(left: string, right: string): number {
  const rank = (status: string): number => (/^\d{3}$/.test(status) ? 0 : status === 'default' ? 2 : 1);
  return rank(left) - rank(right) || byCodeUnit(left, right);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as JsonValue[]) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
