/** The names that a module exports, whichever module declares them. */
import { byCodeUnit } from '../order.js';
import type { Declaration, ModuleExports } from './declarations.js';

/** An exported name and the module that declares it. */
export interface ExportedName<Declared = Declaration> {
  readonly name: string;
  readonly module: string;
  /** Undefined for a namespace. */
  readonly declaration: Declared | undefined;
}

/**
 * Everything that a module exports, through `export * from` and `export { } from`, in code-unit order. Each module is
 * read once.
 */
export function collect<Declared extends { readonly name: string }>(
  path: string,
  readModule: (path: string) => ModuleExports<Declared>,
): readonly ExportedName<Declared>[] {
  const found = new Map<string, ExportedName<Declared>>();
  const modules = new Map<string, ModuleExports<Declared>>();
  const read = (module: string): ModuleExports<Declared> => {
    const known = modules.get(module) ?? readModule(module);
    modules.set(module, known);
    return known;
  };
  const visit = (module: string, only: ReadonlySet<string> | undefined): void => {
    const { declarations, named, stars } = read(module);
    for (const declaration of declarations) {
      if (only === undefined || only.has(declaration.name))
        found.set(declaration.name, { name: declaration.name, module, declaration });
    }
    for (const { name, from } of named) {
      if (only !== undefined && !only.has(name)) continue;
      const target = resolveModule(module, from);
      const declaration = read(target).declarations.find((candidate) => candidate.name === name);
      found.set(name, { name, module: target, declaration });
    }
    if (only === undefined) for (const star of stars) visit(resolveModule(module, star), undefined);
  };
  visit(path, undefined);
  return [...found.values()].sort((left, right) => byCodeUnit(left.name, right.name));
}

function resolveModule(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/').replace(/\.js$/, '.ts');
}
