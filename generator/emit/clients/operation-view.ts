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
import { addressSource, addressText } from './servers-view.js';
import type { SchemaTable } from './schema-table.js';

export interface OperationInput {
  readonly operation: OperationIR;
  readonly api: ApiIR;
  readonly module: ModuleNames;
  readonly schemas: SchemaTable;
  readonly diagnostics: Diagnostic[];
}

/** What both templates print of one operation: how it is called, and what comes back. */
export interface SignatureView {
  readonly id: string;
  readonly result: string;
  readonly arguments: string;
  readonly methodArguments: string;
  /** The arguments of the method, as they are passed on to the function. */
  readonly passed: string;
  readonly pagination: object | null;
}

/** What the template of the client object prints for one operation. */
export interface MethodView extends SignatureView {
  readonly methodDoc: string;
}

/** How an operation is called. */
function signatureView(input: OperationInput): SignatureView {
  const { operation, module } = input;
  const parameters = parametersType(input);
  const callOptions = `options?: ${module.runtimeType('CallOptions', 'settings')}`;
  const connection = `client: ${module.runtimeType('Connection', 'connection')}`;
  return {
    id: operation.id,
    result: resultType(input),
    arguments: [connection, ...functionParameters(parameters), callOptions].join(', '),
    methodArguments: [...methodParameters(parameters), callOptions].join(', '),
    passed: parameters === undefined ? 'options' : 'params, options',
    pagination: paginated(input),
  };
}

/** How an operation is called as a method; functions have a documentation of their own. */
export function methodView(input: OperationInput): MethodView {
  return { ...signatureView(input), methodDoc: documentation(input.operation, parametersType(input) !== undefined) };
}

/** What the template of the functions prints for one operation. */
export function operationView(input: OperationInput): object {
  const { operation, api, module, schemas } = input;
  const parameters = parametersType(input);
  const signature = signatureView(input);
  const tokenOperation = api.authentication.kind === 'hmacToken' && api.authentication.operation === operation.id;
  return {
    ...signature,
    ...requestView(input),
    name: operationName(operation.id),
    responsesName: responsesName(operation.id),
    responses: operation.responses.map((response) => ({
      doc: docComment([response.description], [], 2),
      key: statusKey(response.status),
      type: bodyType(response, input),
    })),
    operationType: module.runtimeType('Operation', 'operation'),
    at: addressSource(operation, api, module),
    params: parameters?.name ?? 'object',
    parameters: operation.parameters.map((parameter) => parameterSource(parameter, module, schemas)),
    unauthenticated: !operation.authenticated || tokenOperation,
    doc: shortDocumentation(operation),
    values: parameters === undefined ? '{}' : 'params',
    call: module.runtime('call', 'call'),
    pagination: signature.pagination === null ? null : { ...signature.pagination, ...paginationNames(module) },
  };
}

/** What is sent, and how answers are read. */
function requestView(input: OperationInput): object {
  const { operation, module } = input;
  return {
    method: quote(operation.method.toUpperCase()),
    path: quote(operation.path),
    hasParameters: operation.parameters.length > 0,
    idempotencyHeader: idempotencyHeader(operation),
    writeBody: operation.body === undefined ? '' : module.runtime('writeBody', 'bodies'),
    body: operation.body === undefined ? [] : bodySources(operation.body, input),
    accept: accepted(operation),
    // Errors are read as what they are, whatever is declared.
    formats: operation.responses
      .filter(({ status }) => !/^[45]/.test(status))
      .map((response) => ({ key: statusKey(response.status), source: formatsSource(response, input) })),
  };
}

/** The media types of all answers. */
function accepted({ responses }: OperationIR): string {
  const types = responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType.toLowerCase()));
  return types.length === 0 ? '' : quote([...new Set(types)].join(', '));
}

function resultType(input: OperationInput): string {
  return unionOf(successResponses(input.operation).map((response) => bodyType(response, input)));
}

function paginated(input: OperationInput): object | null {
  const { operation, module, schemas, diagnostics } = input;
  const media = successResponses(operation).flatMap((response) => response.content);
  const main = media.find((each) => mediaKind(each, schemas) === 'json');
  const view = paginationView(operation, main?.schema, (name) => printSchema(name, input), schemas, diagnostics);
  return view === null ? null : { ...view, generator: module.global('AsyncGenerator') };
}

function paginationNames(module: ModuleNames): object {
  return {
    pages: module.runtime('pages', 'pagination'),
    items: module.runtime('items', 'pagination'),
    type: module.runtimeType('Pagination', 'pagination'),
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
    (media: MediaIR) => `${quote(media.mediaType.toLowerCase())}: ${readerSource(media, module, schemas)}`,
  );
  return formats.length === 0 ? '{}' : `{ ${formats.join(', ')} }`;
}

function readerSource(media: MediaIR, module: ModuleNames, schemas: SchemaTable): string {
  const kind = mediaKind(media, schemas);
  if (kind === 'events' && media.jsonEvents !== undefined) {
    const names = media.jsonEvents === 'all' ? '' : literalSource(media.jsonEvents);
    return `/*@__PURE__*/ ${module.runtime('readJsonEvents', 'streams')}(${names})`;
  }
  return module.runtime(readerName(kind), readerFile(media, schemas));
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

function wireForm(operation: OperationIR): string {
  return `\`${operation.method.toUpperCase()} ${operation.path}\`${addressText(operation)}`;
}

function deprecation({ deprecated }: OperationIR): readonly string[] {
  return deprecated ? ['@deprecated The provider advises against this operation.'] : [];
}
