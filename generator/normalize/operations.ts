/** The `paths` of an OpenAPI document in, operations with normalized schemas out. */
import type { Diagnostic } from '../diagnostics.js';
import type { BodyIR, MediaIR, OperationIR, ResponseIR } from '../ir/ir.js';
import { isEventStream } from '../ir/media-types.js';
import { isObject } from '../load/parse-text.js';
import { byCodeUnit } from '../order.js';
import { escapeToken } from '../pointer.js';
import { readEncoding } from './encodings.js';
import { readEventStream } from './event-streams.js';
import { operationName } from './operation-names.js';
import { isStatus, warn } from './operation-problems.js';
import { readParameters } from './parameters.js';
import { dereference } from './references.js';
import type { JsonObject, JsonValue, SchemaObject } from '../schema.js';
import { normalizeSchema } from './schema-object.js';
import { sentSchema } from './sent-bodies.js';
import { placeServers } from './servers.js';
import type { ServersInput } from './servers.js';
import { textOf } from './values.js';
import { pointerOf } from './webhooks.js';

/** An operation before pagination and authentication are known; its schemas may still be inline. */
export type NormalizedOperation = Omit<OperationIR, 'pagination'>;

export interface OperationsInput extends ServersInput {
  readonly operationNames: Readonly<Record<string, string>>;
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
  const servers = placeServers(operation['servers'] ?? place.pathItem['servers'], pointer, input);
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
    parameters: readParameters(input, { ...place, pathPointer: place.pointer, operation, pointer }),
    body: readBody(input, place.method, operation['requestBody'], `${pointer}/requestBody`),
    responses: readResponses(input, operation['responses'], `${pointer}/responses`),
    ...(servers === undefined ? {} : { servers }),
    document: input.file,
    pointer,
  };
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
    content: readContent(input, body['content'], `${pointer}/content`, true),
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
  const keys = Object.keys(value).filter((status) => !status.startsWith('x-'));
  const statuses = keys.filter((status) => isStatus(status));
  for (const status of keys.filter((key) => !isStatus(key)))
    warn(
      input,
      'document-invalid',
      `"${status}" is no status; its answer is left out`,
      `${pointer}/${escapeToken(status)}`,
    );
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

/** Bodies by media type. `sent`: those of requests. */
function readContent(
  input: OperationsInput,
  value: JsonValue | undefined,
  pointer: string,
  sent = false,
): readonly MediaIR[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([mediaType, item]) => {
    const media = dereference(item, input, `${pointer}/${escapeToken(mediaType)}`);
    if (!isObject(media)) return [];
    const stream = media['itemSchema'] !== undefined;
    const unread = ['itemEncoding', 'prefixEncoding', ...(stream ? ['schema'] : [])];
    for (const key of unread.filter((name) => media[name] !== undefined))
      warn(
        input,
        'keyword-unsupported',
        `"${key}" of this media type is not read`,
        `${pointer}/${escapeToken(mediaType)}/${key}`,
      );
    const place = `${pointer}/${escapeToken(mediaType)}/${stream ? 'itemSchema' : 'schema'}`;
    const given = stream ? media['itemSchema'] : media['schema'];
    const isEvents = isEventStream(mediaType);
    const instead = sent && given !== undefined ? sentSchema(mediaType, given, place, input) : undefined;
    const jsonEvents = isEvents && !sent ? readEventStream(given, input.context) : undefined;
    const schema =
      instead ?? (given === undefined ? defaultSchema(mediaType) : normalizeSchema(given, place, input.context));
    return [
      {
        mediaType,
        schema,
        encoding: readEncoding(media['encoding'], `${pointer}/${escapeToken(mediaType)}/encoding`, input),
        stream: stream || isEvents,
        ...(jsonEvents === undefined ? {} : { jsonEvents }),
      },
    ];
  });
}

/** A media type without a schema: text and JSON are what they are, the rest is bytes. */
function defaultSchema(mediaType: string): SchemaObject {
  if (/json/.test(mediaType)) return {};
  return mediaType.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' };
}

/** Numbers ascending, then ranges, then `default`. */
function byStatus(left: string, right: string): number {
  const rank = (status: string): number => (/^\d{3}$/.test(status) ? 0 : status === 'default' ? 2 : 1);
  return rank(left) - rank(right) || byCodeUnit(left, right);
}
