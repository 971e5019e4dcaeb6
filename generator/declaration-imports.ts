/**
 * Declarations that name the types of another module by its namespace: `types.Sleep` for `import type { Sleep }`. Users see
 * the same types. A compiler resolves the module anew for every imported name, for a thousand operations in one list.
 */

/** A module of types, and the names from it. The lists that are printed rename nothing. */
const TYPE_IMPORT = /^import type \{([^{}]*)\} from (["'][^"'\n]*\/types\/[^"'\n]+["']);\n/gm;

/** Comments, texts, and words with what tells a name in a type from a key: the point before, the mark after. */
const TOKENS = /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|[\w$]+/g;

/** The text with one namespace for each module of types; unchanged where a name is no longer surely that of a type. */
export function importTypesAsNamespaces(text: string): string {
  const { owners, modules } = readTypeImports(text);
  if (owners.size === 0) return text;
  const body = text.replace(TYPE_IMPORT, '');
  if (!areTypesOnly(body, owners)) return text;
  const names = freeNames(body, modules.length);
  const imports = modules.map((from, index) => `import type * as ${names[index] ?? ''} from ${from};\n`);
  const qualified = body.replace(TOKENS, (token) => {
    const owner = owners.get(token);
    return owner === undefined ? token : `${names[owner] ?? ''}.${token}`;
  });
  return imports.join('') + qualified;
}

interface TypeImports {
  /** The place of its module in `modules`, by name. */
  readonly owners: ReadonlyMap<string, number>;
  readonly modules: readonly string[];
}

function readTypeImports(text: string): TypeImports {
  const lists = [...text.matchAll(TYPE_IMPORT)];
  const owners = lists.flatMap(([, list = ''], index) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => [name, index] as const),
  );
  return { owners: new Map(owners), modules: lists.map(([, , from = '']) => from) };
}

/** False where a name is a member, a key, a label, or is exported again: those cannot be qualified. */
function areTypesOnly(body: string, owners: TypeImports['owners']): boolean {
  if ([...owners.keys()].some((name) => !/^[\w$]+$/.test(name))) return false;
  if (/^export (?:type )?\{[^}]*\w/m.test(body)) return false;
  // One by one: all matches at once would be tens of megabytes.
  for (const { 0: token, index } of body.matchAll(TOKENS)) {
    if (!owners.has(token)) continue;
    if (body[index - 1] === '.') return false;
    if (/^\s*[:?(=]/.test(body.slice(index + token.length, index + token.length + 8))) return false;
  }
  return true;
}

/** `types`, `types2`, …: those that the text has no word for. */
function freeNames(body: string, count: number): readonly string[] {
  const words = new Set(body.match(TOKENS));
  const names: string[] = [];
  for (let number = 1; names.length < count; number += 1) {
    const name = number === 1 ? 'types' : `types${number}`;
    if (!words.has(name)) names.push(name);
  }
  return names;
}
