/** View of one operation: its description as data, its function, its method, its documentation. */
import { InternalError } from '../../diagnostics.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { ApiIR, BodyIR, MediaIR, OperationIR, ResponseIR } from '../../ir/ir.js';
import { pascalCase, propertyKey, quote } from '../../ir/names.js';
import { docComment } from '../doc-comment.js';
import { literalSource } from '../source-text.js';
import { operationName, responsesName } from './api-names.js';
import { answerType, mediaKind, readerName, writerName } from './media.js';
import type { ModuleNames } from './module-names.js';
import { paginationView } from './pagination-view.js';
import { parameterSource } from './parameter-source.js';
import type { SchemaTable } from './schema-table.js';

export interface OperationInput {
  readonly operation: OperationIR;
  readonly api: ApiIR;
  readonly module: ModuleNames;
  readonly schemas: SchemaTable;
  readonly diagnostics: Diagnostic[];
}

/** What the template prints for one operation. */
export function operationView(input: OperationInput): object {
  const { operation, api, module, schemas } = input;
  const parameters = parametersType(input);
  const success = successResponses(operation);
  const result = unionOf(success.map((response) => bodyType(response, input)));
  const main = success.flatMap((response) => response.content).find((media) => mediaKind(media, schemas) === 'json');
  const tokenOperation = api.authentication.kind === 'hmacToken' && api.authentication.operation === operation.id;
  const callOptions = `options?: ${module.runtimeType('CallOptions', 'settings')}`;
  const connection = `client: ${module.runtimeType('Connection', 'connection')}`;
  const pagination = paginationView(
    operation,
    main?.schema,
    (name) => printSchema(name, input),
    schemas,
    input.diagnostics,
  );
  return {
    id: operation.id,
    name: operationName(operation.id),
    responsesName: responsesName(operation.id),
    responses: operation.responses.map((response) => ({
      doc: docComment([response.description], [], 2),
      key: statusKey(response.status),
      type: bodyType(response, input),
    })),
    operationType: module.runtimeType('Operation', 'operation'),
    params: parameters?.name ?? 'object',
    result,
    method: quote(operation.method.toUpperCase()),
    path: quote(operation.path),
    parameters: operation.parameters.map((parameter) => parameterSource(parameter, module, schemas)),
    idempotencyHeader: idempotencyHeader(operation),
    writeBody: operation.body === undefined ? '' : module.runtime('writeBody', 'bodies'),
    hasParameters: operation.parameters.length > 0,
    body: operation.body === undefined ? [] : bodySources(operation.body, input),
    formats: operation.responses.map((response) => ({
      key: statusKey(response.status),
      source: formatsSource(response, input),
    })),
    unauthenticated: !operation.authenticated || tokenOperation,
    doc: shortDocumentation(operation),
    methodDoc: documentation(operation, parameters !== undefined),
    arguments: [connection, ...functionParameters(parameters), callOptions].join(', '),
    methodArguments: [...methodParameters(parameters), callOptions].join(', '),
    passed: parameters === undefined ? 'options' : 'params, options',
    values: parameters === undefined ? '{}' : 'params',
    methodValues: parameters === undefined ? '{}' : parameters.optional ? 'params ?? {}' : 'params',
    call: module.runtime('call', 'call'),
    pagination: pagination === null ? null : { ...pagination, ...paginationNames(module) },
  };
}

function paginationNames(module: ModuleNames): object {
  return {
    pages: module.runtime('pages', 'pagination'),
    items: module.runtime('items', 'pagination'),
    type: module.runtimeType('Pagination', 'pagination'),
    generator: module.global('AsyncGenerator'),
  };
}

interface ParametersType {
  readonly name: string;
  readonly optional: boolean;
}

function parametersType(input: OperationInput): ParametersType | undefined {
  const { operation, schemas } = input;
  if (operation.parameters.length === 0 && operation.body === undefined) return undefined;
  const name = `${pascalCase(operation.id)}Params`;
  if (!schemas.has(name)) throw new InternalError(`operation "${operation.id}" has no schema "${name}"`);
  const optional = operation.body?.required !== true && !operation.parameters.some((parameter) => parameter.required);
  return { name: printSchema(name, input), optional };
}

function functionParameters(parameters: ParametersType | undefined): readonly string[] {
  return parameters === undefined ? [] : [`params: ${parameters.name}${parameters.optional ? ' = {}' : ''}`];
}

function methodParameters(parameters: ParametersType | undefined): readonly string[] {
  return parameters === undefined ? [] : [`params${parameters.optional ? '?' : ''}: ${parameters.name}`];
}

function printSchema(name: string, { module, schemas }: OperationInput): string {
  return module.schema(name, schemas.get(name)?.module ?? '');
}

/** The header for idempotency keys, where the document declares one. */
function idempotencyHeader({ parameters }: OperationIR): string {
  const declared = parameters.find(
    (parameter) => parameter.in === 'header' && /idempotency-key$/i.test(parameter.name),
  );
  return declared === undefined ? '' : quote(declared.name);
}

/** The answers that are a result; a document without any means its default answer. */
function successResponses({ responses }: OperationIR): readonly ResponseIR[] {
  const success = responses.filter(({ status }) => status.startsWith('2'));
  return success.length > 0 ? success : responses.filter(({ status }) => status === 'default');
}

function bodyType(response: ResponseIR, input: OperationInput): string {
  const print = {
    schema: (name: string) => printSchema(name, input),
    global: (name: string) => input.module.global(name),
  };
  return unionOf(response.content.map((media) => answerType(media, input.schemas, print)));
}

/** A union without repetitions, `undefined` last. */
function unionOf(types: readonly string[]): string {
  const members = new Set(types.flatMap((type) => type.split(' | ')));
  const hasUndefined = members.delete('undefined') || types.length === 0;
  return [...members, ...(hasUndefined ? ['undefined'] : [])].join(' | ');
}

/** Numbers as they are; ranges and `default` as keys. */
function statusKey(status: string): string {
  return /^[1-9]\d*$/.test(status) ? status : propertyKey(status);
}

function bodySources(body: BodyIR, input: OperationInput): readonly object[] {
  return body.content.map((media) => {
    const writer = input.module.runtime(writerName(mediaKind(media, input.schemas)), 'bodies');
    const encoding = Object.keys(media.encoding).length === 0 ? '' : `, encoding: ${literalSource(media.encoding)}`;
    return { key: quote(media.mediaType), source: `{ write: ${writer}${encoding} }` };
  });
}

function formatsSource(response: ResponseIR, { module, schemas }: OperationInput): string {
  const formats = response.content.map(
    (media: MediaIR) =>
      `${quote(media.mediaType.toLowerCase())}: ${module.runtime(readerName(mediaKind(media, schemas)), readerFile(media, schemas))}`,
  );
  return formats.length === 0 ? '{}' : `{ ${formats.join(', ')} }`;
}

function readerFile(media: MediaIR, schemas: SchemaTable): string {
  return ['events', 'eventData', 'jsonLines'].includes(mediaKind(media, schemas)) ? 'streams' : 'answers';
}

/** The whole story, for the methods. */
function documentation(operation: OperationIR, hasParameters: boolean): string {
  const described = hasParameters ? operation.parameters.filter((parameter) => parameter.description !== '') : [];
  const tags = described.map(
    (parameter) => `@param params.${parameter.name} - ${parameter.description.replaceAll(/\s+/g, ' ')}`,
  );
  const paragraphs =
    operation.summary === operation.description ? [operation.summary] : [operation.summary, operation.description];
  return docComment([...paragraphs, wireForm(operation)], [...tags, ...deprecation(operation)], 2);
}

/** The short form, for the functions: the same text twice would double the file. */
function shortDocumentation(operation: OperationIR): string {
  return docComment(
    [operation.summary === '' ? operation.description : operation.summary, wireForm(operation)],
    deprecation(operation),
  );
}

function wireForm({ method, path }: OperationIR): string {
  return `\`${method.toUpperCase()} ${path}\``;
}

function deprecation({ deprecated }: OperationIR): readonly string[] {
  return deprecated ? ['@deprecated The provider advises against this operation.'] : [];
}
