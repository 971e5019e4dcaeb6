/** Normalized operations in, operations whose schemas are all named out. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { PaginationRule } from '../manifest/manifest.js';
import { nearest } from '../manifest/reader.js';
import type { NormalizedOperation } from '../normalize/operations.js';
import { byCodeUnit } from '../order.js';
import { escapeToken } from '../pointer.js';
import type { Schema, SchemaObject } from '../schema.js';
import { nameArguments } from './arguments.js';
import type { ResolvedDocument, UnplacedSchema } from './declared.js';
import type { MediaIR, OperationIR, ResponseIR } from './ir.js';
import { pascalCase } from './names.js';

export interface NamedOperations {
  readonly operations: readonly OperationIR[];
  /** Schemas made for operations: parameters, and bodies described in place. */
  readonly schemas: readonly UnplacedSchema[];
}

/** What is known of names before operations make theirs. */
export interface Declared {
  readonly names: ReadonlySet<string>;
  /** True where a name that is taken is replaced, as `names: { '*': spelled }` asks; else it is reported. */
  readonly settles: boolean;
}

/** Names every body of an API's operations and makes a parameters type for each. */
export function nameOperations(document: ResolvedDocument, declared: Declared): StageResult<NamedOperations> {
  const schemas: UnplacedSchema[] = [];
  const diagnostics: Diagnostic[] = [];
  const names = declared.settles ? declared.names : new Set<string>();
  const operations = document.normalized.operations.map((operation) =>
    nameOperation(operation, document, { schemas, diagnostics, taken: names }),
  );
  for (const rule of document.api?.pagination ?? []) diagnostics.push(...unmatched(rule, operations, document));
  diagnostics.push(...unknownOperations(document));
  return {
    value: { operations: operations.sort((left, right) => byCodeUnit(left.id, right.id)), schemas },
    diagnostics,
  };
}

function nameOperation(
  operation: NormalizedOperation,
  document: ResolvedDocument,
  { schemas, diagnostics, taken }: Naming,
): OperationIR {
  const stem = pascalCase(operation.id);
  const hoist = (media: MediaIR, ending: string): MediaIR => {
    if (isReference(media.schema)) return media;
    const name = freeName(stem, ending, taken);
    schemas.push(made(name, media.schema, 'data', operation, document));
    return { ...media, schema: { $ref: `#/$defs/${name}` } };
  };
  const body = operation.body && {
    ...operation.body,
    content: operation.body.content.map((media, index) => hoist(media, `${index === 0 ? '' : mediaWord(media)}Body`)),
  };
  const named: OperationIR = {
    ...operation,
    parameters: nameArguments(operation.parameters, {
      hasBody: body !== undefined,
      file: document.file,
      pointer: operation.pointer,
      diagnostics,
    }),
    body,
    responses: operation.responses.map((response) => hoistResponse(response, operation, hoist)),
    pagination: document.api?.pagination.find((rule) => matches(rule, operation.id)),
  };
  const parameters = parametersSchema(named);
  if (parameters !== undefined) schemas.push(made(`${stem}Params`, parameters, 'parameters', operation, document));
  return named;
}

interface Naming {
  readonly schemas: UnplacedSchema[];
  readonly diagnostics: Diagnostic[];
  readonly taken: ReadonlySet<string>;
}

/** `<Stem><Ending>`; where a declared schema has that name, `Operation` sets them apart. */
function freeName(stem: string, ending: string, taken: ReadonlySet<string>): string {
  return taken.has(stem + ending) ? freeName(`${stem}Operation`, ending, taken) : stem + ending;
}

function hoistResponse(
  response: ResponseIR,
  operation: NormalizedOperation,
  hoist: (media: MediaIR, ending: string) => MediaIR,
): ResponseIR {
  const success = operation.responses.filter((other) => other.status.startsWith('2') && other.content.length > 0);
  const first = success[0] === response;
  const content = response.content.map((media, index) => {
    const status = first ? '' : pascalCase(response.status);
    const kind = response.status.startsWith('2') ? 'Response' : 'Error';
    return hoist(media, `${index === 0 ? '' : mediaWord(media)}${kind}${status}`);
  });
  return { ...response, content };
}

/** One object with a member for each parameter, and `body` for the request body. */
function parametersSchema(operation: OperationIR): SchemaObject | undefined {
  const body = operation.body?.content[0];
  if (operation.parameters.length === 0 && body === undefined) return undefined;
  const properties: Record<string, Schema> = Object.fromEntries(
    operation.parameters.map((parameter) => [
      parameter.argument ?? parameter.name,
      describe(parameter.schema, parameter.description, parameter.deprecated),
    ]),
  );
  const bodies = [
    ...new Map(operation.body?.content.map((media) => [JSON.stringify(media.schema), media.schema] as const)).values(),
  ];
  const union: Schema = bodies.length > 1 ? { anyOf: bodies } : (bodies[0] ?? {});
  if (body !== undefined) properties['body'] = describe(union, operation.body?.description ?? '', false);
  const required = operation.parameters
    .filter((parameter) => parameter.required)
    .map((parameter) => parameter.argument ?? parameter.name);
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

/** `application/problem+json` gives `ProblemJson`, a range its type: `image/*` gives `Image`. */
function mediaWord(media: MediaIR): string {
  const [type = '', subtype = ''] = media.mediaType.split(';', 1)[0]?.split('/') ?? [];
  return pascalCase(subtype) || pascalCase(type) || 'Any';
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
  const hint = 'Name operations as `inspect` prints them.';
  return [apiProblem(document, 'pagination', `no operation matches ${rule.operations.join(', ')}`, hint)];
}

/** A name that nothing is called by may be a slip: the operation has another one, and nobody would know. */
function unknownOperations(document: ResolvedDocument): readonly Diagnostic[] {
  const places = document.normalized.operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const given = Object.keys(document.api?.operations ?? {});
  return given
    .filter((place) => !places.includes(place))
    .map((place) => {
      const near = nearest(place, places);
      const hint = near === undefined ? 'Write method and path as the document has them.' : `Did you mean "${near}"?`;
      const problem = apiProblem(
        document,
        `operations/${escapeToken(place)}`,
        'the document has no such operation',
        hint,
      );
      // The vendor may have taken it away: everything else is as it was.
      return { ...problem, severity: 'warning' };
    });
}

function apiProblem({ api, file }: ResolvedDocument, key: string, message: string, hint: string): Diagnostic {
  return {
    code: 'manifest-invalid',
    severity: 'error',
    message,
    at: { file: file.replace(/[^/]+$/, 'manifest.yaml'), pointer: `/apis/${api?.name ?? ''}/${key}` },
    hint,
  };
}
