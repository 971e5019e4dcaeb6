/** Views of a client's modules: everything that `client/client.ts.hbs` and `client/client-object.ts.hbs` print. */
import type { Diagnostic } from '../../diagnostics.js';
import type { ApiIR, ProviderIR } from '../../ir/ir.js';
import { propertyKey, quote } from '../../ir/names.js';
import { docComment } from '../doc-comment.js';
import { providerHeader } from '../header.js';
import { exportedTypes, exportedValues } from './api-names.js';
import type { ApiNames } from './api-names.js';
import { createModuleNames } from './module-names.js';
import type { ModuleNames } from './module-names.js';
import { methodView, operationView } from './operation-view.js';
import { authenticationProblems, authenticationSource, baseUrlSource, optionViews } from './options-view.js';
import { referenceName } from './schema-table.js';
import type { SchemaTable } from './schema-table.js';

export interface ClientInput {
  readonly provider: ProviderIR;
  readonly api: ApiIR;
  readonly names: ApiNames;
  /** True where `<file>-validators.ts` and `<file>-drift.ts` are printed too. */
  readonly validated: boolean;
  readonly diagnostics: Diagnostic[];
}

/** View of the functions; problems are added to `diagnostics`. */
export function clientView(input: ClientInput): object {
  const { provider, api, names, diagnostics } = input;
  diagnostics.push(
    ...collisions(provider, api, names),
    ...unsendable(provider, api),
    ...authenticationProblems(provider.name, api),
  );
  const { module, schemas } = scopeOf(input);
  const operations = api.operations.map((operation) => operationView({ operation, api, module, schemas, diagnostics }));
  const view = {
    header: providerHeader(provider.name),
    names,
    use: functionNames(module, api),
    optionsDoc: docComment([`What a client of ${provider.title} needs to know.`]),
    connectDoc: docComment([
      `Opens a client without methods: hand it to the functions of this module. Only what is imported is bundled.`,
    ]),
    connectOnceDoc: docComment([
      `As \`${names.connect}\`, for small bundles: a call is one request, without retries and limits of rate and time.`,
    ]),
    options: optionViews(api, module, schemas),
    environments: api.environments.map(({ name, url }) => ({ key: propertyKey(name), url: quote(url) })),
    hasEnvironments: api.environments.length > 0,
    environmentsType:
      api.environments.length === 1
        ? `NonNullable<${names.options}['environment']>`
        : `${names.options}['environment']`,
    baseUrl: baseUrlSource(api),
    authentication: authenticationSource(api, module),
    rateLimits: api.rateLimits.length === 0 ? '' : `${module.own('clientRateLimits', 'rate-limits')}.${names.factory}`,
    operations,
  };
  return { ...view, imports: module.imports() };
}

/** View of the object with the same functions as methods. */
export function objectView(input: ClientInput): object {
  const { provider, api, names, validated } = input;
  const { module, schemas } = scopeOf(input);
  const view = {
    header: providerHeader(provider.name),
    names,
    file: names.file,
    use: {
      promise: module.global('Promise'),
      connection: module.runtimeType('Connection', 'connection'),
      validators: validated ? module.runtimeType('ResponseValidators', 'validation') : '',
      options: module.ownType(names.options, names.file),
    },
    clientDoc: docComment([`The API of ${provider.title}, with a method for each operation.`]),
    factoryDoc: docComment([`Opens a client with a method for each operation.`]),
    validated,
    // What is wrong has been said by the view of the functions.
    operations: api.operations.map((operation) => methodView({ operation, api, module, schemas, diagnostics: [] })),
  };
  return { ...view, imports: module.imports() };
}

interface ClientScope {
  readonly module: ModuleNames;
  readonly schemas: SchemaTable;
}

function scopeOf({ provider, api, names }: ClientInput): ClientScope {
  const schemas: SchemaTable = new Map(provider.schemas.map((schema) => [schema.name, schema]));
  const taken = [...exportedTypes(api, names), ...exportedValues(api, names), ...usedSchemas(api), ...LOCAL_NAMES];
  return { module: createModuleNames(new Set(taken)), schemas };
}

function functionNames(module: ModuleNames, api: ApiIR): Readonly<Record<string, string>> {
  return {
    promise: module.global('Promise'),
    openConnection: module.runtime('openConnection', 'connection'),
    openDirectConnection: module.runtime('openDirectConnection', 'direct'),
    setup: module.runtimeType('ConnectionSetup', 'connection'),
    retrySettings: module.runtimeType('RetrySettings', 'direct'),
    connection: module.runtimeType('Connection', 'connection'),
    settings: module.runtimeType('ConnectionSettings', 'settings'),
    rateLimiter: api.rateLimits.length > 0 ? module.runtime('createRateLimiter', 'rate-limiter') : '',
  };
}

/** Names of the schemas that the module may import. */
function usedSchemas(api: ApiIR): readonly string[] {
  const media = api.operations.flatMap((operation) => operation.responses.flatMap((response) => response.content));
  return media.flatMap(({ schema }) => referenceName(schema) ?? []);
}

/** Names that the module declares for itself. */
const LOCAL_NAMES = ['clientRateLimits', 'environments', 'functions', 'loadValidators', 'setupOf'] as const;

const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package private protected public arguments eval'.split(
    ' ',
  ),
);

/** `fetch` refuses the method; a `fetch` of the user's own may send it, so the operation is there. */
function unsendable(provider: ProviderIR, api: ApiIR): readonly Diagnostic[] {
  return api.operations
    .filter(({ method }) => method === 'trace')
    .map(({ id, pointer }) => ({
      code: 'keyword-unsupported',
      severity: 'warning',
      message: `"${id}" is a TRACE request, which fetch does not send`,
      at: { file: `schemas/${provider.name}/manifest.yaml`, pointer },
      hint: 'Remove the operation with an action in overlay.yaml, or give the client a fetch of its own.',
    }));
}

function collisions(provider: ProviderIR, api: ApiIR, names: ApiNames): readonly Diagnostic[] {
  const types = exportedTypes(api, names);
  const schemas = new Set(provider.schemas.map((schema) => schema.name));
  const values = [...LOCAL_NAMES, ...exportedValues(api, names)];
  const problem = (name: string, hint: string): Diagnostic => ({
    code: 'collision',
    severity: 'error',
    message: `the client of "${api.name}" declares "${name}", which is taken`,
    at: { file: `schemas/${provider.name}/manifest.yaml`, pointer: `/apis/${api.name}` },
    hint,
  });
  return [
    ...types
      .filter((name) => schemas.has(name))
      .map((name) => problem(name, `Give the schema another name: \`names: { ${name}: … }\`.`)),
    ...api.operations
      .filter(({ id }) => RESERVED.has(id))
      .map(({ id, pointer }): Diagnostic => ({
        code: 'name-invalid',
        severity: 'error',
        message: `"${id}" is a reserved word and cannot be the name of an operation`,
        at: { file: `schemas/${provider.name}/manifest.yaml`, pointer },
        hint: 'Give the operation another name in `operations` of the manifest.',
      })),
    ...values
      .filter((name, index) => values.indexOf(name) !== index)
      .map((name) => problem(name, 'Give the operation another name in `operations` of the manifest.')),
  ];
}
