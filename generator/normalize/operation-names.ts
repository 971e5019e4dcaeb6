/** Names of operations: the manifest's, the document's, or method and path; always a name that a function can have. */
import { camelCase } from '../ir/names.js';
import { spelledName } from './schema-names.js';

/** What an operation is named after. */
export interface OperationPlace {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
}

/**
 * Words that no function of a module can be called, and those that would hide what the module itself uses. A module or
 * client with a `then` is taken for a promise by whatever awaits it.
 */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this throw true try ' +
    'typeof undefined var void while with yield async of object symbol then unknown never'
  ).split(' '),
);

/** The name of an operation; `given` is the manifest's `operations`, by `GET /path`. */
export function operationName(place: OperationPlace, given: Readonly<Record<string, string>>): string {
  const key = `${place.method.toUpperCase()} ${place.path}`;
  const wanted = Object.hasOwn(given, key) ? given[key] : place.operationId;
  const name = camelCase(
    wanted !== undefined && wanted !== ''
      ? wanted
      : `${place.method} ${place.path.replaceAll(/\{([^}]*)\}/g, 'by $1')}`,
  );
  if (!RESERVED.has(name) && /^[A-Za-z_$][\w$]*$/.test(name)) return name;
  const spelled = camelCase(spelledName(wanted ?? key));
  const last = place.path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? 'root';
  return RESERVED.has(name)
    ? camelCase(`${name} ${/^\w+$/.test(last) ? last : spelledName(last)}`)
    : RESERVED.has(spelled)
      ? `${spelled}Operation`
      : spelled;
}

/** A name for an operation whose own is taken: its characters spelled out, or its method and path. */
export function spelledOperationName(place: OperationPlace): string {
  return camelCase(spelledName(place.operationId ?? `${place.method} ${place.path}`));
}

/** What the module of a client declares besides its operations. */
const OWN_NAMES: readonly string[] = [
  ...[
    'clientRateLimits',
    'connect',
    'connectOnce',
    'createClient',
    'createClientValidators',
    'environments',
    'functions',
  ],
  ...['loadValidators', 'setupOf'],
];

/**
 * The first operation with a name keeps it; others are spelled out, or named after method and path. A name whose types
 * or functions a schema already has becomes `<name>Operation`.
 */
export function settleOperationNames<T extends NamedPlace>(
  operations: readonly T[],
  schemas: readonly { readonly name: string }[],
  operationIdOf: (operation: T) => string | undefined,
): readonly T[] {
  const declared = new Set(schemas.map(({ name }) => name));
  const taken = new Set(OWN_NAMES);
  return operations.map((operation) => {
    let id = isTaken(operation.id, taken) ? freeName(operation, operationIdOf(operation), taken) : operation.id;
    while (isTaken(id, taken) || isDeclared(id, declared)) id += 'Operation';
    for (const name of valuesOf(id)) taken.add(name);
    return id === operation.id ? operation : { ...operation, id };
  });
}

/** Another name for an operation, or its own where the others are taken too. */
function freeName(operation: NamedPlace, operationId: string | undefined, taken: ReadonlySet<string>): string {
  const places = [operationId, undefined].map((id) => ({ ...operation, operationId: id }));
  return places.map(spelledOperationName).find((name) => !isTaken(name, taken)) ?? operation.id;
}

function isTaken(id: string, taken: ReadonlySet<string>): boolean {
  return valuesOf(id).some((name) => taken.has(name));
}

/** What the module of a client, and that of its validators, declare for an operation. */
function valuesOf(id: string): readonly string[] {
  return [id, `${id}Operation`, `${id}Validators`];
}

/** An operation with its name so far. */
export interface NamedPlace extends Omit<OperationPlace, 'operationId'> {
  readonly id: string;
}

/** True where the types or functions made for the operation would be those of a schema. */
function isDeclared(id: string, declared: ReadonlySet<string>): boolean {
  const stem = id.charAt(0).toUpperCase() + id.slice(1);
  if (['Params', 'Responses'].some((ending) => declared.has(stem + ending))) return true;
  return [id, `${id}Operation`].some((name) => {
    const [, schema = '', plain = ''] = /^(?:is|check|validate)((.+?)(?:At)?)$/.exec(name) ?? [];
    return declared.has(schema) || declared.has(plain);
  });
}
