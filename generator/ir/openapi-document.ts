/** The normalized OpenAPI 3.1 document of an API, rebuilt from the IR, for openapi-typescript. */
import { referencedNames, toDocument } from '../references.js';
import { byCodeUnit } from '../order.js';
import type { JsonObject, JsonValue } from '../schema.js';
import type { UnplacedSchema } from './declared.js';
import type { MediaIR, OperationIR } from './ir.js';
import { reachable } from './modules.js';

/** A document with these operations and every schema they reach. */
export function openapiDocument(
  title: string,
  operations: readonly OperationIR[],
  schemas: ReadonlyMap<string, UnplacedSchema>,
): JsonObject {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = operationObject(operation);
  const names = [...reachable(roots(operations), schemas)].sort(byCodeUnit);
  const components = Object.fromEntries(
    names.flatMap((name) => {
      const schema = schemas.get(name);
      return schema === undefined ? [] : [[name, toDocument(schema.schema)]];
    }),
  );
  return { openapi: '3.1.0', info: { title, version: '1' }, paths, components: { schemas: components } };
}

function operationObject(operation: OperationIR): JsonObject {
  const body = operation.body && {
    description: operation.body.description,
    required: operation.body.required,
    content: contentObject(operation.body.content),
  };
  return {
    operationId: operation.id,
    ...(operation.summary === '' ? {} : { summary: operation.summary }),
    ...(operation.deprecated ? { deprecated: true } : {}),
    parameters: operation.parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      required: parameter.required,
      ...(parameter.description === '' ? {} : { description: parameter.description }),
      schema: toDocument(parameter.schema),
    })),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: Object.fromEntries(
      operation.responses.map((response) => [response.status, responseObject(response.description, response.content)]),
    ),
  };
}

function responseObject(description: string, content: readonly MediaIR[]): JsonObject {
  return { description, ...(content.length === 0 ? {} : { content: contentObject(content) }) };
}

function contentObject(content: readonly MediaIR[]): JsonObject {
  return Object.fromEntries(content.map((media) => [media.mediaType, { schema: toDocument(media.schema) }]));
}

function roots(operations: readonly OperationIR[]): readonly string[] {
  const bodies = operations.flatMap((operation) => [
    ...(operation.body?.content ?? []),
    ...operation.responses.flatMap((response) => response.content),
  ]);
  const inline = operations.flatMap((operation) => operation.parameters.map((parameter) => parameter.schema));
  return [...bodies.map((media) => media.schema), ...inline].flatMap((schema) => referencedNames(schema));
}
