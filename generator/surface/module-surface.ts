/** What the public API says of one module, found from its text alone: any thread that has the text can find it. */
import { hashText } from '../lock.js';
import { readExports } from './declarations.js';
import type { Declaration, ModuleExports } from './declarations.js';

/** A declaration as the page shows it. */
export interface ShownDeclaration {
  readonly name: string;
  readonly kind: Declaration['kind'];
  /** Of functions that each type has, none: their names are listed by module. */
  readonly lines: readonly string[];
}

/** A module as the page shows it. */
export type ModuleSurface = ModuleExports<ShownDeclaration>;

/** Of a module that nobody made. */
export const NO_SURFACE: ModuleSurface = { declarations: [], stars: [], named: [] };

/** Reads a module, or whole statements of one. */
export function surfaceOf(path: string, text: string): ModuleSurface {
  const { declarations, stars, named } = readExports(text);
  return {
    declarations: declarations.map((declaration) => {
      const { name, kind } = declaration;
      return { name, kind, lines: isListed(path, kind) ? [] : printDeclaration(path, declaration) };
    }),
    stars,
    named,
  };
}

/** The surface of a module from those of its parts. */
export function joinSurfaces(parts: readonly ModuleSurface[]): ModuleSurface {
  return {
    declarations: parts.flatMap(({ declarations }) => declarations),
    stars: parts.flatMap(({ stars }) => stars),
    named: parts.flatMap(({ named }) => named),
  };
}

/** True for functions of which every type has one. */
export function isListed(path: string, kind: Declaration['kind'] | undefined): boolean {
  return kind !== 'interface' && kind !== 'type' && /\/(validators|drift)\//.test(path);
}

/** Clients and event maps are shown whole: their members are what users call and name. */
function printDeclaration(path: string, { name, kind, signature }: Declaration): readonly string[] {
  if (kind !== 'interface' && kind !== 'type') return [`- \`${signature}\``];
  const head = `- \`${kind} ${name}\` ${hashText(signature).slice(0, 8)}`;
  if (kind !== 'interface' || !/\/(client[^/]*|event-map)\.ts$/.test(path)) return [head];
  const body = signature.slice(signature.indexOf('{') + 1, signature.lastIndexOf('}')).trim();
  return [head, ...splitMembers(body).map((member) => `  - \`${member}\``)];
}

/** Members of an interface on one line: semicolons that are in no bracket separate them. */
function splitMembers(body: string): readonly string[] {
  const members: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: sign, index } of body.matchAll(/[{}()[\];]/g)) {
    if ('{(['.includes(sign)) depth += 1;
    else if (sign !== ';') depth -= 1;
    else if (depth === 0) {
      members.push(body.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...members, body.slice(start).trim()].filter((member) => member !== '');
}
