/** A document with every place, style and content type that OpenAPI 3.0 to 3.2 has; YAML is written as JSON is read. */

const list = { type: 'array', items: { type: 'string' } };
const record = { type: 'object', properties: { n: { type: 'integer' }, t: { type: 'string' } } };
const deep = { type: 'object', properties: { gte: { type: 'integer' }, in: list, more: record } };
const ok = { 200: { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } } };
const file = { type: 'string', format: 'binary' };
const form = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    list,
    record,
    lists: { type: 'array', items: record },
    count: { type: 'integer' },
  },
};

type Parameter = Readonly<Record<string, unknown>>;

const inPath = ['simple', 'label', 'matrix'].flatMap((style) => both('path', style));
const inQuery = [
  ...['form', 'spaceDelimited', 'pipeDelimited'].flatMap((style) => both('query', style)),
  { name: 'deep', in: 'query', style: 'deepObject', explode: true, schema: deep },
  { name: 'json', in: 'query', content: { 'application/json': { schema: record } } },
  { name: 'reserved', in: 'query', allowReserved: true, schema: { type: 'string', enum: ['a/b:c?d'] } },
  { name: "o'dd [name]&", in: 'query', schema: { type: 'boolean' } },
];
const inHeader = both('header', 'simple').map((each) => ({ ...each, name: `X-${each.name}` }));
const inCookie = [...both('cookie', 'form'), ...both('cookie', 'cookie')];

/** The document, as data. */
export const stylesDocument: Readonly<Record<string, unknown>> = {
  openapi: '3.2.0',
  info: { title: 'Styles', version: '1' },
  paths: {
    ...Object.fromEntries(inPath.map((each) => [`/path/{${each.name}}/end`, { get: get(each.name, [each]) }])),
    '/query': { get: get('allQueries', inQuery) },
    '/query/fixed?a=b': { get: get('fixedQuery', inQuery.slice(0, 2)) },
    '/whole': { get: get('wholeQuery', [whole('application/x-www-form-urlencoded')]) },
    '/whole/json': { get: get('wholeJson', [whole('application/json')]) },
    '/header': { get: get('allHeaders', inHeader) },
    '/cookie': { get: get('allCookies', inCookie) },
    '/shared/{id}': {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'q', in: 'query', schema: list },
      ],
      delete: { ...get('overridden', [{ name: 'q', in: 'query', explode: false, schema: list }]) },
      patch: body('patched', { 'application/merge-patch+json': { schema: form } }),
      query: body('queried', { 'application/json': { schema: form } }),
    },
    '/forms': {
      post: body('sendForms', {
        'application/x-www-form-urlencoded': {
          schema: form,
          encoding: {
            list: { style: 'form', explode: false },
            record: { style: 'deepObject', explode: true },
            lists: { contentType: 'application/json' },
          },
        },
        'multipart/form-data': {
          schema: { ...form, properties: { ...form.properties, file, files: { type: 'array', items: file } } },
          encoding: { record: { contentType: 'application/json' }, text: { contentType: 'text/plain' } },
        },
      }),
      put: body('sendPlainForm', { 'application/x-www-form-urlencoded': { schema: form } }),
    },
    '/bodies': {
      post: body('sendBodies', {
        'application/json': { schema: list },
        'application/vnd.api+json': { schema: form },
        'text/plain': { schema: { type: 'string' } },
        'text/csv': { schema: { type: 'string' } },
        'application/xml': { schema: { type: 'string' } },
        'application/octet-stream': { schema: file },
        'image/*': { schema: file },
      }),
    },
    '/answers/text': { get: answering('text/plain', { type: 'string' }) },
    '/answers/bytes': { get: answering('application/pdf', file) },
    '/answers/events': {
      get: answering('text/event-stream', { type: 'object', properties: { data: { type: 'string' } } }),
    },
    '/answers/lines': { get: answering('application/x-ndjson', record) },
    '/answers/none': { delete: { operationId: 'answersNone', responses: { 204: { description: 'Gone.' } } } },
    '/answers/head': { head: { operationId: 'answersHead', responses: ok } },
  },
};

function both(place: string, style: string): readonly { readonly name: string }[] {
  return [true, false].flatMap((explode) =>
    [
      { kind: 'list', schema: list },
      { kind: 'record', schema: record },
      { kind: 'text', schema: { type: 'string' } },
    ]
      // A delimiter has nothing to delimit in a single text, and OpenAPI leaves objects of these styles open.
      .filter(({ kind }) => !style.endsWith('Delimited') || kind === 'list')
      .map(({ kind, schema }) => ({
        name: `${place}${style}${explode ? 'Exploded' : ''}${kind}`,
        in: place,
        style,
        explode,
        schema,
        ...(place === 'path' ? { required: true } : {}),
      })),
  );
}

function whole(mediaType: string): Parameter {
  return { name: 'whole', in: 'querystring', content: { [mediaType]: { schema: record } } };
}

function get(operationId: string, parameters: readonly Parameter[]): object {
  return { operationId, parameters, responses: ok };
}

function body(operationId: string, content: object): object {
  return { operationId, requestBody: { required: true, content }, responses: ok };
}

function answering(mediaType: string, schema: object): object {
  return {
    operationId: `answers ${mediaType}`,
    responses: { 200: { description: 'Done.', content: { [mediaType]: { schema } } } },
  };
}
