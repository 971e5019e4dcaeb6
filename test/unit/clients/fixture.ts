/** A provider with everything that a client can meet, as the IR has it. */
import type {
  ApiIR,
  MediaIR,
  NamedSchema,
  OperationIR,
  ParameterIR,
  ProviderIR,
  ResponseIR,
} from '../../../generator/ir/ir.js';
import { pascalCase } from '../../../generator/ir/names.js';
import type { Schema } from '../../../generator/schema.js';

/** A provider with one API unless several are given. */
export function provider(apis: readonly ApiIR[], schemas: readonly NamedSchema[] = []): ProviderIR {
  const made = apis.flatMap((api) => api.operations.flatMap(parametersOf));
  return {
    name: 'acme',
    title: 'Acme',
    description: 'Made up.',
    links: {},
    schemas: [...schemas, ...made],
    apis,
    webhooks: [],
  };
}

export function api(operations: readonly OperationIR[], overrides: Partial<ApiIR> = {}): ApiIR {
  const environments = [
    { name: 'production', url: 'https://api.example.com', description: 'Live users.' },
    { name: 'sandbox', url: 'https://api.sandbox.example.com', description: 'Test users.' },
  ];
  return {
    name: 'main',
    factory: 'createClient',
    environments,
    authentication: { kind: 'basic', username: 'clientUuid', password: 'secretKey' },
    rateLimits: [{ requests: 60, seconds: 60 }],
    operations,
    document: undefined,
    ...overrides,
  };
}

export function operation(id: string, overrides: Partial<OperationIR> = {}): OperationIR {
  return {
    id,
    method: 'get',
    path: `/${id}`,
    summary: '',
    description: '',
    deprecated: false,
    authenticated: true,
    parameters: [],
    body: undefined,
    responses: [response('200', media('Thing'))],
    pagination: undefined,
    document: 'openapi.yaml',
    pointer: `/paths/~1${id}/get`,
    ...overrides,
  };
}

export function parameter(name: string, overrides: Partial<ParameterIR> = {}): ParameterIR {
  const where = overrides.in ?? 'query';
  const form = where === 'query' || where === 'cookie';
  return {
    name,
    in: where,
    required: where === 'path',
    deprecated: false,
    description: '',
    schema: { type: 'string' },
    style: form ? 'form' : 'simple',
    explode: form,
    allowReserved: false,
    mediaType: undefined,
    ...overrides,
  };
}

export function response(status: string, ...content: readonly MediaIR[]): ResponseIR {
  return { status, description: '', content };
}

export function media(name: string, mediaType = 'application/json', overrides: Partial<MediaIR> = {}): MediaIR {
  return { mediaType, schema: { $ref: `#/$defs/${name}` }, encoding: {}, stream: false, ...overrides };
}

export function schema(name: string, value: Schema, module = 'operations'): NamedSchema {
  return {
    name,
    schema: value,
    module,
    role: 'data',
    origin: { kind: 'declared', document: 'openapi.yaml', pointer: `/components/schemas/${name}` },
  };
}

function parametersOf(owner: OperationIR): readonly NamedSchema[] {
  if (owner.parameters.length === 0 && owner.body === undefined) return [];
  const properties: Record<string, Schema> = Object.fromEntries(
    owner.parameters.map(({ name, schema: value }) => [name, value]),
  );
  const body = owner.body?.content[0]?.schema;
  if (body !== undefined) properties['body'] = body;
  const required = [
    ...owner.parameters.filter((each) => each.required).map(({ name }) => name),
    ...(owner.body?.required === true ? ['body'] : []),
  ];
  const value: Schema = { type: 'object', properties, required };
  return [{ ...schema(`${pascalCase(owner.id)}Params`, value), role: 'parameters' }];
}

/** Schemas that the operations of {@link everyOperation} refer to; `Blob` and `Connection` are names that clash. */
export const commonSchemas: readonly NamedSchema[] = [
  schema('Thing', { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }, 'thing'),
  schema('Blob', { type: 'object', properties: { sha: { type: 'string' } } }, 'thing'),
  schema('Connection', { type: 'object', properties: { slug: { type: 'string' } } }),
  schema('Problem', { type: 'object', properties: { title: { type: 'string' } } }),
  schema('Bytes', { type: 'string', format: 'binary' }),
  schema('Words', { type: 'string' }),
  schema('Form', {
    type: 'object',
    properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
  }),
  schema('Upload', {
    type: 'object',
    properties: { file: { type: 'string', format: 'binary' }, note: { type: 'string' } },
    required: ['file'],
  }),
  schema('Page', {
    type: 'object',
    properties: {
      data: { anyOf: [{ type: 'array', items: { $ref: '#/$defs/Thing' } }, { type: 'null' }] },
      next: { type: ['string', 'null'] },
    },
  }),
  schema('Grouped', {
    type: 'object',
    properties: { groups: { type: 'object', additionalProperties: { type: 'array', items: { type: 'number' } } } },
  }),
  schema('ChatEvent', { type: 'object', properties: { event: { type: 'string' }, data: { type: 'string' } } }),
];

/** One operation of each kind. */
export const everyOperation: readonly OperationIR[] = [
  operation('getThing', {
    path: '/things/{id}',
    summary: 'Reads a thing.',
    description: 'Ends a comment: */ and starts a tag.',
    parameters: [
      parameter('id', { in: 'path', description: 'Id of the thing.' }),
      parameter('x-trace', { in: 'header' }),
      parameter('session', { in: 'cookie' }),
    ],
    responses: [
      response('200', media('Thing')),
      response('204'),
      response('404', media('Problem', 'application/problem+json')),
      response('5XX', media('Problem')),
      response('default', media('Problem')),
    ],
  }),
  operation('listThings', {
    path: '/things',
    parameters: [
      parameter('cursor'),
      parameter('ids', { explode: false }),
      parameter('created', { style: 'deepObject', explode: true, schema: { type: 'object' } }),
      parameter('tags', { style: 'pipeDelimited', explode: false }),
    ],
    responses: [response('200', media('Page'))],
    pagination: { kind: 'cursor', operations: ['listThings'], parameter: 'cursor', next: '/next', items: '/data' },
  }),
  operation('listGroups', {
    responses: [response('200', media('Grouped'))],
    pagination: { kind: 'cursor', operations: ['listGroups'], parameter: 'cursor', next: '/next', items: '/groups' },
  }),
  operation('createThing', {
    method: 'post',
    path: '/things',
    body: {
      required: true,
      description: '',
      content: [media('Thing'), media('Form', 'application/x-www-form-urlencoded')],
    },
    responses: [response('201', media('Thing'))],
  }),
  operation('uploadThing', {
    method: 'post',
    path: '/things/upload',
    body: {
      required: true,
      description: '',
      content: [media('Upload', 'multipart/form-data', { encoding: { note: 'text/plain' } })],
    },
    responses: [response('202')],
  }),
  operation('downloadThing', {
    path: '/things/download',
    deprecated: true,
    responses: [response('200', media('Bytes', 'image/png'), media('Words', 'text/csv'))],
  }),
  operation('chat', { responses: [response('200', media('ChatEvent', 'text/event-stream', { stream: true }))] }),
  operation('getBlob', { path: '/blob', authenticated: false, responses: [response('200', media('Blob'))] }),
  operation('getConnection', { path: '/connection', responses: [response('200', media('Connection'))] }),
  operation('call', { method: 'delete', responses: [response('204')] }),
];
