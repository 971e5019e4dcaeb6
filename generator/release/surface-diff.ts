/** Two packages as sources in, what differs in what they export out. Pure. */
import { byCodeUnit, sorted } from '../order.js';
import { LAYOUTS } from '../package-form.js';
import { readExports } from '../surface/declarations.js';
import { collect } from '../surface/exported-names.js';
import type { ExportedName } from '../surface/exported-names.js';

/** Sources of a package by path (`src/index.ts`); declarations stand for those of a package of JavaScript. */
export type Sources = ReadonlyMap<string, string>;

/** One exported name that differs. */
export interface SurfaceChange {
  /** Subpath as users write it: `.` or `./terra`. */
  readonly entry: string;
  readonly name: string;
  /** `type` changes are for the compiler to judge. */
  readonly kind: 'entry-added' | 'entry-removed' | 'added' | 'removed' | 'value-changed' | 'type-changed';
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The place of a module in `Sources`, whatever the form of its package: `src/index.ts` for `lib/index.d.ts`. */
export function sourcePath(path: string): string {
  const folder = Object.values(LAYOUTS)
    .flatMap(({ written, exported }) => [written, exported])
    .find((name) => path.startsWith(`${name}/`));
  return folder === undefined ? path : `src${path.slice(folder.length).replace(/\.d\.ts$/, '.ts')}`;
}

/** Every difference between two packages, in code-unit order of entry and name. */
export function diffSurfaces(before: Sources, after: Sources): readonly SurfaceChange[] {
  const [from, to] = [entriesOf(before), entriesOf(after)];
  const changes = sorted(new Set([...from.keys(), ...to.keys()])).flatMap((entry): readonly SurfaceChange[] => {
    const [left, right] = [from.get(entry), to.get(entry)];
    const whole = { entry, name: entry, before: undefined, after: undefined };
    if (left === undefined) return [{ ...whole, kind: 'entry-added' }];
    if (right === undefined) return [{ ...whole, kind: 'entry-removed' }];
    const namesOf = (path: string, sources: Sources): readonly ExportedName[] =>
      collect(path, (module) => readExports(sources.get(module) ?? ''));
    return diffNames(entry, namesOf(left, before), namesOf(right, after));
  });
  return [...changes].sort((left, right) => byCodeUnit(left.entry, right.entry) || byCodeUnit(left.name, right.name));
}

/** The modules that are entry points, by subpath, as the package's own manifest has them. */
export function entriesOf(sources: Sources): ReadonlyMap<string, string> {
  const manifest = JSON.parse(sources.get('package.json') ?? '{}') as {
    readonly exports?: Readonly<Record<string, { readonly types?: string } | string>>;
  };
  return new Map(
    Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
      const types = typeof target === 'object' ? target.types : undefined;
      const path = types === undefined ? undefined : sourcePath(types.slice('./'.length));
      return path !== undefined && sources.has(path) ? [[subpath, path] as const] : [];
    }),
  );
}

function diffNames(
  entry: string,
  before: readonly ExportedName[],
  after: readonly ExportedName[],
): readonly SurfaceChange[] {
  const signature = (name: ExportedName | undefined): string | undefined => name?.declaration?.signature ?? name?.name;
  const [from, to] = [
    new Map(before.map((name) => [name.name, name])),
    new Map(after.map((name) => [name.name, name])),
  ];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((name): readonly SurfaceChange[] => {
    const [left, right] = [from.get(name), to.get(name)];
    const change = { entry, name, before: signature(left), after: signature(right) };
    if (left === undefined) return [{ ...change, kind: 'added' }];
    if (right === undefined) return [{ ...change, kind: 'removed' }];
    if (change.before === change.after) return [];
    const isType = [left, right].every(({ declaration }) => ['interface', 'type'].includes(declaration?.kind ?? ''));
    return [{ ...change, kind: isType ? 'type-changed' : 'value-changed' }];
  });
}
