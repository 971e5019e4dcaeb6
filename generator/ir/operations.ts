/** Normalized operations in, operations whose schemas are all named out. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { ApiManifest, PaginationRule } from '../manifest/manifest.js';
import type { NormalizedOperation } from '../normalize/operations.js';
import { byCodeUnit } from '../order.js';
import type { Schema, SchemaObject } from '../schema.js';
import type { ResolvedDocument, UnplacedSchema } from './declared.js';
import type { MediaIR, OperationIR, ResponseIR } from './ir.js';
import { pascalCase } from './names.js';

export interface NamedOperations {
  readonly operations: readonly OperationIR[];
  /** Schemas made for operations: parameters, and bodies described in place. */
  readonly schemas: readonly UnplacedSchema[];
}

/** Names every body of an API's operations and makes a parameters type for each. */
export function nameOperations(document: ResolvedDocument): StageResult<NamedOperations> {
  const schemas: UnplacedSchema[] = [];
  const diagnostics: Diagnostic[] = [];
  const operations = document.normalized.operations.map((operation) => nameOperation(operation, document, schemas));
  for (const rule of document.api?.pagination ?? []) diagnostics.push(...unmatched(rule, operations, document));
  return {
    value: { operations: operations.sort((left, right) => byCodeUnit(left.id, right.id)), schemas },
    diagnostics,
  };
}

function nameOperation(
  operation: NormalizedOperation,
  document: ResolvedDocument,
  schemas: UnplacedSchema[],
): OperationIR {
  const stem = pascalCase(operation.id);
  const hoist = (media: MediaIR, name: string): MediaIR => {
    if (isReference(media.schema)) return media;
    schemas.push(made(name, media.schema, 'data', operation, document));
    return { ...media, schema: { $ref: `#/$defs/${name}` } };
  };
  const body = operation.body && {
    ...operation.body,
    content: operation.body.content.map((media, index) =>
      hoist(media, `${stem}${index === 0 ? '' : mediaWord(media)}Body`),
    ),
  };
  const named: OperationIR = {
    ...operation,
    body,
    responses: operation.responses.map((response) => hoistResponse(response, operation, stem, hoist)),
    pagination: document.api?.pagination.find((rule) => matches(rule, operation.id)),
  };
  const parameters = parametersSchema(named);
  if (parameters !== undefined) schemas.push(made(`${stem}Params`, parameters, 'parameters', operation, document));
  return named;
}

function hoistResponse(
  response: ResponseIR,
  operation: NormalizedOperation,
  stem: string,
  hoist: (media: MediaIR, name: string) => MediaIR,
): ResponseIR {
  const success = operation.responses.filter((other) => other.status.startsWith('2') && other.content.length > 0);
  const first = success[0] === response;
  const content = response.content.map((media, index) => {
    const status = first ? '' : pascalCase(response.status);
    const kind = response.status.startsWith('2') ? 'Response' : 'Error';
    return hoist(media, `${stem}${index === 0 ? '' : mediaWord(media)}${kind}${status}`);
  });
  return { ...response, content };
}

/** One object with a member for each parameter, and `body` for the request body. */
function parametersSchema(operation: OperationIR): SchemaObject | undefined {
  const body = operation.body?.content[0];
  if (operation.parameters.length === 0 && body === undefined) return undefined;
  const properties: Record<string, Schema> = Object.fromEntries(
    operation.parameters.map((parameter) => [
      parameter.name,
      describe(parameter.schema, parameter.description, parameter.deprecated),
    ]),
  );
  const bodies = [
    ...new Map(operation.body?.content.map((media) => [JSON.stringify(media.schema), media.schema] as const)).values(),
  ];
  const union: Schema = bodies.length > 1 ? { anyOf: bodies } : (bodies[0] ?? {});
  if (body !== undefined) properties['body'] = describe(union, operation.body?.description ?? '', false);
  const required = operation.parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  if (operation.body?.required === true) required.push('body');
  return {
    type: 'object',
    description: `Arguments of \`${operation.id}\`.`,
    properties,
    ...(required.length === 0 ? {} : { required }),
  };
}

function describe(schema: Schema, description: string, deprecated: boolean): Schema {
  if (typeof schema === 'boolean' || description === '') return schema;
  return { ...schema, description, ...(deprecated ? { deprecated: true } : {}) };
}

function made(
  name: string,
  schema: Schema,
  role: UnplacedSchema['role'],
  operation: NormalizedOperation,
  document: ResolvedDocument,
): UnplacedSchema {
  return { name, schema, role, origin: { kind: 'operation', document: document.file, pointer: operation.pointer } };
}

function isReference(schema: Schema): boolean {
  return typeof schema === 'object' && schema.$ref !== undefined && Object.keys(schema).length === 1;
}

/** `application/problem+json` gives `ProblemJson`. */
function mediaWord(media: MediaIR): string {
  return pascalCase(media.mediaType.split(';')[0]?.split('/')[1] ?? '');
}

function matches(rule: PaginationRule, id: string): boolean {
  return rule.operations.some((glob) =>
    new RegExp(
      `^${glob
        .split('*')
        .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    ).test(id),
  );
}

function unmatched(
  rule: PaginationRule,
  operations: readonly OperationIR[],
  document: ResolvedDocument,
): readonly Diagnostic[] {
  if (operations.some((operation) => matches(rule, operation.id))) return [];
  return [apiProblem(document.api, document.file, `no operation matches ${rule.operations.join(', ')}`)];
}

function apiProblem(api: ApiManifest | undefined, file: string, message: string): Diagnostic {
  return {
    code: 'manifest-invalid',
    severity: 'error',
    message,
    at: { file: file.replace(/[^/]+$/, 'manifest.yaml'), pointer: `/apis/${api?.name ?? ''}/pagination` },
    hint: 'Name operations as `inspect` prints them.',
  };
}
