/** What a module under construction has gathered: imports, constants and predicates that its functions need. */
import type { NamedSchema } from '../../ir/ir.js';
import type { Schema } from '../../schema.js';
import { type Definitions, scanReferences } from './analysis.js';
import { findRecursive } from './recursion.js';
import { findRevisited } from './revisits.js';
import type { SharedParts } from './sharing.js';

/** What is the same for all modules of a provider. */
export interface Package {
  readonly provider: string;
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  readonly definitions: Definitions;
  readonly recursive: ReadonlySet<string>;
  /** Those of them whose guards remember answers. */
  readonly revisited: ReadonlySet<string>;
  /** Names of schemas for the items of lists. */
  readonly items: ReadonlySet<string>;
  /** Names of all schemas of the provider. */
  readonly names: ReadonlySet<string>;
  /** Exported names of all modules: no private name may be one of them. */
  readonly exports: ReadonlySet<string>;
  /** Names that each schema refers to. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

/** One module: grows while its functions are printed. */
export interface ModuleScope {
  readonly package: Package;
  /** File stem. */
  readonly module: string;
  /** `validators` or `drift`. */
  readonly folder: string;
  /** Imported names by specifier. */
  readonly imports: Map<string, Set<string>>;
  /** What names of the runtime are called here, by file, then by name: they are asked for at every step. */
  readonly runtimeNames: Map<string, Map<string, string>>;
  /** Constants by their initializer: patterns and sets of values. */
  readonly constants: Map<string, string>;
  /** Texts of private predicates, in order. */
  readonly predicates: { readonly name: string; readonly text: string }[];
  /** Names of predicates by their schema, so that guard and checks share them. */
  readonly predicateNames: Map<Schema, string>;
  /** Names of those that take an absent value as well. */
  readonly optionalNames: Map<Schema, string>;
  /** Names of functions that look for the first wrong item of a list, by the guard of its items. */
  readonly searchers: Map<string, string>;
  /** Schemas in place that are printed once. */
  readonly shared: SharedParts;
  /** Checks and tables of shared parts, in the order in which they were asked for. */
  readonly parts: string[];
  /** What the check of a shared part is called; undefined where it has nothing to say. */
  readonly partNames: Map<Schema, string | undefined>;
  /** Private names in use. */
  readonly names: Set<string>;
}

/** One function: its locals must differ. */
export interface FunctionScope {
  readonly module: ModuleScope;
  /** Stem of the names of predicates: `SleepData`. */
  readonly owner: string;
  /** True where the function has a `depth`. */
  readonly isRecursive: boolean;
  /** True where the function is asked about the items of a list. */
  readonly isForItems: boolean;
  readonly locals: Set<string>;
  /** The shared part that the function is made for. */
  readonly part?: Schema | undefined;
}

/** The package of these schemas. */
export function createPackage(provider: string, schemas: readonly NamedSchema[]): Package {
  const definitions = new Map(schemas.map(({ name, schema }) => [name, schema]));
  const scans = schemas.map(({ name, schema }) => ({ name, ...scanReferences(schema) }));
  const edges = new Map(scans.map(({ name, names }) => [name, names]));
  const byName = new Map(schemas.map((schema) => [schema.name, schema]));
  const exports = schemas.flatMap(({ name }) => [
    `is${name}`,
    `is${name}At`,
    `check${name}`,
    `validate${name}`,
    `drift${name}`,
  ]);
  const recursive = findRecursive(edges);
  return {
    provider,
    schemas: byName,
    definitions,
    recursive,
    revisited: findRevisited(recursive, edges, definitions),
    items: new Set(scans.flatMap(({ items }) => items)),
    names: new Set(byName.keys()),
    exports: new Set(exports),
    references: edges,
  };
}

/** A module without contents. */
export function createModuleScope(
  pack: Package,
  module: string,
  folder: string,
  shared: SharedParts = new Map(),
): ModuleScope {
  return {
    ...{
      package: pack,
      module,
      folder,
      imports: new Map(),
      runtimeNames: new Map(),
      constants: new Map(),
      predicates: [],
      predicateNames: new Map(),
      optionalNames: new Map(),
      searchers: new Map(),
      shared,
      parts: [],
      partNames: new Map(),
    },
    names: new Set(),
  };
}

/** A function without locals. */
export function createFunctionScope(
  module: ModuleScope,
  owner: string,
  isRecursive: boolean,
  isForItems = false,
  part?: Schema,
): FunctionScope {
  return { module, owner, isRecursive, isForItems, locals: new Set(), part };
}

/** Imports a name of the runtime and returns it. */
export function runtime(scope: ModuleScope, file: string, name: string): string {
  const names = scope.runtimeNames.get(file) ?? new Map<string, string>();
  const known = names.get(name);
  if (known !== undefined) return known;
  const called = addImport(scope, `../../runtime/validation/${file}.js`, name);
  scope.runtimeNames.set(file, names.set(name, called));
  return called;
}

/** Imports a name from the module of a named schema, unless it is this one, and returns it. */
export function fromModuleOf(scope: ModuleScope, schemaName: string, folder: string, name: string): string {
  const module = scope.package.schemas.get(schemaName)?.module ?? schemaName;
  if (module === scope.module && folder === scope.folder) return name;
  const specifier = `${folder === scope.folder ? '.' : `../${folder}`}/${module}.js`;
  return scope.imports.get(specifier)?.has(name) === true ? bareName(name) : addImport(scope, specifier, name);
}

/** A constant with this initializer: one for equal texts. */
export function constant(scope: ModuleScope, stem: string, initializer: string): string {
  const known = scope.constants.get(initializer);
  if (known !== undefined) return known;
  const name = `${stem}_${scope.constants.size + 1}`;
  scope.constants.set(initializer, name);
  return name;
}

/** A local variable named after a member. */
export function local(scope: FunctionScope, stem: string): string {
  const name = toIdentifier(stem);
  return unique(/^(?:is|has|check|find|count)[A-Z]/.test(name) ? `${name}Member` : name, scope.locals, reservedWords);
}

/** The name of a private predicate. */
export function predicateName(scope: ModuleScope, stem: string): string {
  return unique(stem, scope.names, scope.package.exports);
}

function unique(stem: string, used: Set<string>, taken: ReadonlySet<string> = used): string {
  let name = stem;
  for (let count = 2; used.has(name) || taken.has(name); count++) name = `${stem}${count}`;
  used.add(name);
  return name;
}

/** camelCase for any text; never empty, never beginning with a digit. */
export function toIdentifier(text: string): string {
  if (/^[a-z][A-Za-z0-9]*$/.test(text)) return text;
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  return /^[a-z]/.test(name) ? name : `part${name}`;
}

/** PascalCase for any text. */
export function toPascal(text: string): string {
  const name = toIdentifier(text);
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** What the package itself calls so keeps its name: a schema `Email` has an `isEmail`, a schema `Check` is a `Check`. */
function addImport(scope: ModuleScope, specifier: string, name: string): string {
  const bare = bareName(name);
  const pack = scope.package;
  const isTaken = specifier.includes('/runtime/') && (pack.exports.has(bare) || pack.names.has(bare));
  const imported = isTaken ? `${name} as ${bare}$` : name;
  const names = scope.imports.get(specifier) ?? new Set();
  scope.imports.set(specifier, names.add(imported));
  return isTaken ? `${bare}$` : bare;
}

function bareName(name: string): string {
  return name.startsWith('type ') ? name.slice('type '.length) : name;
}

/** Words that no local may be, parameters, and globals that generated code uses. */
const reservedWords: ReadonlySet<string> = new Set([
  ...['value', 'depth'],
  ...['arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete'],
  ...['do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements'],
  ...['import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public'],
  ...['return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void'],
  ...[
    'while',
    'with',
    'yield',
    'own',
    'equals',
    'maximumDepth',
    'number',
    'string',
    'boolean',
    'array',
    'object',
    'type',
    'format',
  ],
]);
