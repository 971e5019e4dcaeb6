/** Which validators belong to which answers. */
import type { ApiIR, MediaIR, OperationIR, ProviderIR, ResponseIR } from '../../ir/ir.js';
import { propertyKey } from '../../ir/names.js';
import { sorted } from '../../order.js';
import { providerHeader } from '../header.js';
import { validatorsName } from './api-names.js';
import type { ApiNames } from './api-names.js';
import { mediaKind } from './media.js';
import { referenceName } from './schema-table.js';
import { planTables } from './tables/print-module.js';
import type { PlannedTables } from './tables/print-module.js';
import type { SchemaTable } from './schema-table.js';

interface Validated {
  readonly operation: OperationIR;
  readonly statuses: readonly ValidatedStatus[];
}

/** Names of the schemas of a status: of its whole answers, and of the items of its streams; none where it is not looked at. */
interface ValidatedStatus {
  readonly status: string;
  readonly whole?: string;
  readonly item?: string;
}

/** What the templates print, and the tables. */
export interface ValidatorsView {
  readonly tables: PlannedTables;
  readonly [key: string]: unknown;
}

/** View of `client-validators.ts` and `client-drift.ts`; `undefined` where no answer has a body to validate. */
export function validatorsView(provider: ProviderIR, api: ApiIR, names: ApiNames): ValidatorsView | undefined {
  const schemas: SchemaTable = new Map(provider.schemas.map((schema) => [schema.name, schema]));
  const validated = api.operations
    .map((operation) => validatedStatuses(operation, schemas))
    .filter(({ statuses }) => statuses.length > 0);
  if (validated.length === 0) return undefined;
  const all = validated.flatMap(({ statuses }) => statuses);
  const used = new Set(all.flatMap(({ whole = [], item = [] }) => [whole, item].flat()));
  const tables = planTables(provider, names.file, sorted(used));
  const others = new Set([...used].filter((name) => !tables.exported.has(name)));
  return {
    header: providerHeader(provider.name),
    factory: names.factory,
    tables,
    file: names.file,
    hasStreams: all.some(({ item }) => item !== undefined),
    tableNames: sorted(tables.exported).join(', '),
    validatorImports: importsOf(others, schemas, 'validators', (name) => `validate${name}`),
    driftImports: importsOf(used, schemas, 'drift', (name) => `find${name}Drift`),
    operations: validated.map(({ operation, statuses }) => ({
      id: operation.id,
      name: validatorsName(operation.id),
      entries: statuses.map((names) => ({
        key: propertyKey(names.status).replace(/^'(\d+)'$/, '$1'),
        validate: lookSource(names, '() => ({})', (name) =>
          tables.exported.has(name) ? `/*@__PURE__*/ byTable(${name})` : `validate${name}`,
        ),
        drift: lookSource(names, '() => []', (name) => `find${name}Drift`),
      })),
    })),
  };
}

/** What looks at the answers of a status, as an expression; `none` where nothing does. */
function lookSource({ whole, item }: ValidatedStatus, none: string, print: (name: string) => string): string {
  const parts = [item, whole].flatMap((name) => (name === undefined ? [] : [print(name)]));
  if (parts.length === 0) return none;
  return item === undefined ? parts.join() : `/*@__PURE__*/ eachItem(${parts.join(', ')})`;
}

/** True where an answer of the API has a body to validate. */
export function hasValidators(provider: ProviderIR, api: ApiIR): boolean {
  const schemas: SchemaTable = new Map(provider.schemas.map((schema) => [schema.name, schema]));
  return api.operations.some((operation) => validatedStatuses(operation, schemas).statuses.length > 0);
}

function validatedStatuses(operation: OperationIR, schemas: SchemaTable): Validated {
  const successes = operation.responses.filter(({ status }) => /^(2|default)/.test(status));
  const all = successes.map((response) => ({ response, names: namesOf(response, schemas) }));
  const isValidated = ({ whole, item }: ValidatedStatus): boolean => whole !== undefined || item !== undefined;
  // An answer that is not looked at would be taken for the default one, or for one of its range.
  const hasRange = all.some(({ names }) => !/^\d+$/.test(names.status) && isValidated(names));
  const statuses = all.flatMap(({ response, names }) =>
    isValidated(names) || (hasRange && response.content.length > 0) ? [names] : [],
  );
  return { operation, statuses };
}

function namesOf(response: ResponseIR, schemas: SchemaTable): ValidatedStatus {
  const { status } = response;
  const item = oneName(response, true, schemas);
  const whole = oneName(response, false, schemas);
  if (item !== undefined) return { status, item, ...(whole === undefined ? {} : { whole }) };
  // Streams without a schema of their own must not be taken for whole answers.
  const isStream = response.content.some((media) => isStreamed(media, schemas));
  return isStream || whole === undefined ? { status } : { status, whole };
}

/** The one schema of all streams of a status, or of all its other bodies: where there are several, the body does not tell which one holds. */
function oneName(response: ResponseIR, streams: boolean, schemas: SchemaTable): string | undefined {
  const media = response.content.filter((each) => isStreamed(each, schemas) === streams);
  const isTyped = (each: MediaIR): boolean => streams || mediaKind(each, schemas) === 'json';
  const names = new Set(media.map((each) => (isTyped(each) ? referenceName(each.schema) : undefined)));
  const [name] = names;
  return names.size === 1 && name !== undefined && schemas.has(name) ? name : undefined;
}

function isStreamed(media: MediaIR, schemas: SchemaTable): boolean {
  return ['events', 'eventData', 'jsonLines'].includes(mediaKind(media, schemas));
}

function importsOf(
  names: ReadonlySet<string>,
  schemas: SchemaTable,
  folder: string,
  exported: (name: string) => string,
): readonly object[] {
  const modules = new Map<string, string[]>();
  for (const name of sorted(names)) {
    const module = schemas.get(name)?.module ?? '';
    modules.set(module, [...(modules.get(module) ?? []), exported(name)]);
  }
  return sorted(modules.keys()).map((module) => ({
    names: (modules.get(module) ?? []).join(', '),
    from: `./${folder}/${module}.js`,
  }));
}
