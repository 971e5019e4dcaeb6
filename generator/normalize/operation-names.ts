/** Names of operations: the manifest's, the document's, or method and path; always a name that a function can have. */
import { camelCase } from '../ir/names.js';
import { spelledName } from './schema-names.js';

/** What an operation is named after. */
export interface OperationPlace {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
}

/** Words that no function of a module can be called, and those that would hide what the module itself uses. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this throw true try ' +
    'typeof undefined var void while with yield async of object symbol unknown never'
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
    ? camelCase(`${name} ${spelledName(last)}`)
    : RESERVED.has(spelled)
      ? `${spelled}Operation`
      : spelled;
}

/** A name for an operation whose own is taken: its characters spelled out, or its method and path. */
export function spelledOperationName(place: OperationPlace): string {
  return camelCase(spelledName(place.operationId ?? `${place.method} ${place.path}`));
}
