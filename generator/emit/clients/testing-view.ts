/** View of a provider's test kit: everything that `client/testing.ts.hbs` prints. */
import type { MediaIR, OperationIR, ProviderIR, ResponseIR } from '../../ir/ir.js';
import { camelCase, quote } from '../../ir/names.js';
import { sorted } from '../../order.js';
import { providerHeader } from '../header.js';
import { literalSource } from '../source-text.js';
import { apiNames, operationName, responsesName } from './api-names.js';
import { mediaKind } from './media.js';
import type { MediaKind } from './media.js';
import { referenceName } from './schema-table.js';
import type { SchemaTable } from './schema-table.js';

interface FakedOperation {
  readonly id: string;
  /** Local name of the client's module. */
  readonly client: string;
  readonly operation: string;
  readonly responses: string;
  /** The route of the test, if it has one. */
  readonly given: string;
  /** What answers where the test says nothing. */
  readonly route: string;
  /** The sample's source and type; empty where the answer is no JSON. */
  readonly sample: string;
  readonly type: string;
  /** How a stream is written; empty where the answer is none. */
  readonly stream: string;
  /** Module of the sample's schema. */
  readonly module: string;
}

/** The view; `undefined` where there is no operation to answer. */
export function testingView(provider: ProviderIR): object | undefined {
  const schemas: SchemaTable = new Map(provider.schemas.map((schema) => [schema.name, schema]));
  const clients = provider.apis.map((api) => ({ api, file: apiNames(provider, api).file }));
  const operations = clients.flatMap(({ api, file }) =>
    api.operations.map((operation) => fakedOperation(operation, camelCase(file), schemas)),
  );
  if (operations.length === 0) return undefined;
  const modules = new Set(operations.flatMap(({ module }) => (module === '' ? [] : [module])));
  return {
    header: providerHeader(provider.name),
    hasStreams: operations.some(({ stream }) => stream !== ''),
    hasSamples: modules.size > 0,
    clients: clients
      .filter(({ api }) => api.operations.length > 0)
      .map(({ file }) => ({ name: camelCase(file), file })),
    schemas: sorted(modules).map((module) => ({ name: schemasName(module), file: module })),
    operations,
  };
}

function fakedOperation(operation: OperationIR, client: string, schemas: SchemaTable): FakedOperation {
  const response = firstSuccess(operation);
  const { id } = operation;
  const common = { id, client, operation: operationName(id), responses: responsesName(id), given: givenRoute(id) };
  const status = /^\d+$/.test(response?.status ?? '') ? Number(response?.status) : 200;
  const media = response?.content[0];
  const none = { ...common, sample: '', type: '', stream: '', module: '' };
  if (media === undefined || operation.method === 'head')
    return { ...none, route: `{ status: ${String(response === undefined ? 204 : status)} }` };
  const name = referenceName(media.schema);
  const module = name === undefined ? undefined : schemas.get(name)?.module;
  const kind = mediaKind(media, schemas);
  const writer = STREAM_WRITERS.get(kind);
  if ((kind !== 'json' && writer === undefined) || name === undefined || module === undefined)
    return { ...none, route: textRoute(status, media, kind) };
  const key = /^\d+$/.test(response?.status ?? '') ? (response?.status ?? '') : quote(response?.status ?? '');
  const sample = `sampleOf(${schemasName(module)}.describe${name}()${emptyPlaces(operation)})`;
  const type = `${client}.${common.responses}[${key}]`;
  if (writer === undefined) return { ...none, route: jsonRoute(status, media, `${id}Answer`), sample, type, module };
  return {
    ...none,
    route: `() => ({ status: ${String(status)}, body: ${id}Answer() })`,
    sample: `[${sample}]`,
    type: `kit.FakeItemsOf<${type}>`,
    stream: `{ mediaType: ${quote(media.mediaType.toLowerCase())}, text: streams.${writer} }`,
    module,
  };
}

/** Names in `runtime/core/client/fake-streams.ts`. */
const STREAM_WRITERS: ReadonlyMap<MediaKind, string> = new Map([
  ['events', 'serverSentEvent'],
  ['eventData', 'dataEvent'],
  ['jsonLines', 'jsonLine'],
]);

/** Every object has members of these names. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

function givenRoute(id: string): string {
  return INHERITED.has(id) ? `Object.hasOwn(routes, ${quote(id)}) ? routes.${id} : undefined` : `routes.${id}`;
}

/** The answer that a caller hopes for; with content, if there is one. */
function firstSuccess({ responses }: OperationIR): ResponseIR | undefined {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  return (
    successes.find(({ content }) => content.length > 0) ??
    successes[0] ??
    responses.find(({ status }) => status === 'default')
  );
}

function jsonRoute(status: number, { mediaType }: MediaIR, sample: string): string {
  const type = mediaType === 'application/json' || mediaType.includes('*') ? '' : `, headers: ${typeHeader(mediaType)}`;
  return `() => ({ status: ${String(status)}, body: ${sample}()${type} })`;
}

function textRoute(status: number, { mediaType }: MediaIR, kind: string): string {
  const type = mediaType.includes('*') ? 'application/octet-stream' : mediaType;
  const body =
    kind === 'events' || kind === 'eventData'
      ? 'data: {}\n\n'
      : kind === 'json' || kind === 'jsonLines'
        ? '{}'
        : 'text';
  return `{ status: ${String(status)}, body: ${JSON.stringify(body)}, headers: ${typeHeader(type)} }`;
}

function typeHeader(mediaType: string): string {
  return `{ 'content-type': ${quote(mediaType)} }`;
}

/** A sample is the last page: what would lead to the next one is empty. */
function emptyPlaces({ pagination }: OperationIR): string {
  return pagination?.kind === 'cursor' || pagination?.kind === 'page' ? `, ${literalSource([pagination.next])}` : '';
}

function schemasName(module: string): string {
  return `${camelCase(module)}Schemas`;
}
