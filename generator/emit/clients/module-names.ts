/** The names inside one generated module: what it exports, what it imports, and how to avoid a clash between them. */
import { byCodeUnit, sorted } from '../../order.js';
import { pascalCase } from '../../ir/names.js';

/** One import declaration of the generated module. */
export interface ImportView {
  readonly keyword: string;
  readonly names: string;
  readonly from: string;
}

/** Hands out local names and remembers what has to be imported. */
export interface ModuleNames {
  /** A type of the provider. */
  schema(name: string, module: string): string;
  /** A value of another generated module of the provider. */
  own(name: string, file: string): string;
  ownType(name: string, file: string): string;
  /** A function of the runtime; renamed if the module has a name like that of its own. */
  runtime(name: string, file: string): string;
  runtimeType(name: string, file: string): string;
  /** A type of the platform. */
  global(name: string): string;
  imports(): readonly ImportView[];
}

/** `taken`: everything that the module declares or takes from the provider's types. */
export function createModuleNames(taken: ReadonlySet<string>): ModuleNames {
  const types = new Map<string, Set<string>>();
  const values = new Map<string, Set<string>>();
  const local = (name: string): string => (taken.has(name) ? `runtime${pascalCase(name)}` : name);
  const use = (table: Map<string, Set<string>>, name: string, from: string): string => {
    const renamed = from.startsWith('../runtime/') ? local(name) : name;
    const names = table.get(from) ?? new Set();
    table.set(from, names.add(renamed === name ? name : `${name} as ${renamed}`));
    return renamed;
  };
  return {
    schema: (name, module) => use(types, name, `./types/${module}.js`),
    own: (name, file) => use(values, name, `./${file}.js`),
    ownType: (name, file) => use(types, name, `./${file}.js`),
    runtime: (name, file) => use(values, name, `../runtime/client/${file}.js`),
    runtimeType: (name, file) => use(types, name, `../runtime/client/${file}.js`),
    global: (name) => (taken.has(name) ? `globalThis.${name}` : name),
    imports: () =>
      [...importViews('import', values), ...importViews('import type', types)].sort(
        (left, right) => byCodeUnit(left.from, right.from) || byCodeUnit(left.keyword, right.keyword),
      ),
  };
}

function importViews(keyword: string, table: ReadonlyMap<string, ReadonlySet<string>>): readonly ImportView[] {
  return [...table].map(([from, names]) => ({ keyword, names: sorted(names).join(', '), from }));
}
