/** Which validators belong to which answers. */
import type { ApiIR, MediaIR, OperationIR, ProviderIR, ResponseIR } from '../../ir/ir.js';
import { propertyKey } from '../../ir/names.js';
import { sorted } from '../../order.js';
import { providerHeader } from '../header.js';
import { validatorsName } from './api-names.js';
import type { ApiNames } from './api-names.js';
import { mediaKind } from './media.js';
import { referenceName } from './schema-table.js';
import { printTables } from './tables/print-module.js';
import type { SchemaTable } from './schema-table.js';

interface Validated {
  readonly operation: OperationIR;
  /** Status to schema name. */
  readonly statuses: readonly (readonly [status: string, name: string])[];
}

/** What the templates print, and the text of the tables. */
export interface ValidatorsView {
  readonly tables: string;
  readonly [key: string]: unknown;
}

/** View of `client-validators.ts` and `client-drift.ts`; `undefined` where no answer has a body to validate. */
export function validatorsView(provider: ProviderIR, api: ApiIR, names: ApiNames): ValidatorsView | undefined {
  const schemas: SchemaTable = new Map(provider.schemas.map((schema) => [schema.name, schema]));
  const validated = api.operations
    .map((operation) => validatedStatuses(operation, schemas))
    .filter(({ statuses }) => statuses.length > 0);
  if (validated.length === 0) return undefined;
  const used = new Set(validated.flatMap(({ statuses }) => statuses.map(([, name]) => name)));
  const tables = printTables(provider, names.file, sorted(used));
  const others = new Set([...used].filter((name) => !tables.exported.has(name)));
  return {
    header: providerHeader(provider.name),
    factory: names.factory,
    tables: tables.text,
    file: names.file,
    tableNames: sorted(tables.exported).join(', '),
    validatorImports: importsOf(others, schemas, 'validators', (name) => `validate${name}`),
    driftImports: importsOf(used, schemas, 'drift', (name) => `find${name}Drift`),
    operations: validated.map(({ operation, statuses }) => ({
      id: operation.id,
      name: validatorsName(operation.id),
      entries: statuses.map(([status, name]) => ({
        key: propertyKey(status).replace(/^'(\d+)'$/, '$1'),
        validate: tables.exported.has(name) ? `/*@__PURE__*/ byTable(${name})` : `validate${name}`,
        drift: `find${name}Drift`,
      })),
    })),
  };
}

/** True where an answer of the API has a body to validate. */
export function hasValidators(provider: ProviderIR, api: ApiIR): boolean {
  const schemas: SchemaTable = new Map(provider.schemas.map((schema) => [schema.name, schema]));
  return api.operations.some((operation) => validatedStatuses(operation, schemas).statuses.length > 0);
}

function validatedStatuses(operation: OperationIR, schemas: SchemaTable): Validated {
  const successes = operation.responses.filter(({ status }) => /^(2|default)/.test(status));
  const statuses = successes.flatMap((response) => {
    const name = validatedName(response, schemas);
    return name === undefined ? [] : [[response.status, name] as const];
  });
  return { operation, statuses };
}

/** The one schema of all JSON bodies of a status: where there are several, the body does not tell which one holds. */
function validatedName(response: ResponseIR, schemas: SchemaTable): string | undefined {
  const kinds = response.content.map((media): readonly [MediaIR, string] => [media, mediaKind(media, schemas)]);
  const names = new Set(kinds.map(([media, kind]) => (kind === 'json' ? referenceName(media.schema) : undefined)));
  const [name] = names;
  return names.size === 1 && name !== undefined && schemas.has(name) ? name : undefined;
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
