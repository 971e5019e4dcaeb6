/** An OpenAPI document of our own with as many operations and schemas as a test needs, all of one form. */
import type { JsonRecord } from './records.js';

/** Builds a document with `count` operations, each with a schema of its own as answer. */
export function smallDocument(count: number): JsonRecord {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    security: [{ key: [] }],
    paths: Object.fromEntries(indexes.map((index) => [`/things${index}/{id}`, { post: operation(index) }])),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(indexes.map((index) => [`Thing${index}`, thing(index)])),
    },
  };
}

function operation(index: number): JsonRecord {
  return {
    operationId: `getThing${index}`,
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    requestBody: {
      required: false,
      content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: {} } } },
    },
    responses: {
      '200': { description: 'Found.', content: { 'application/json': { schema: ref(index) } } },
      default: { description: 'Failed.' },
    },
  };
}

function ref(index: number): JsonRecord {
  return { $ref: `#/components/schemas/Thing${index}` };
}

/** Each has a member that no other has, so that none is taken for another that was renamed. */
function thing(index: number): JsonRecord {
  return { type: 'object', properties: { id: { type: 'string' }, [`own${index}`]: { type: 'number' } } };
}
