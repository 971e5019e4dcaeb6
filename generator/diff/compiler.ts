/**
 * The compiler's judgment of two versions of a type: printed as users see it, may the new one stand where the old one
 * did, and the reverse. Also the adapter to ts-morph: no other file imports it.
 */
import type { Symbol as MorphSymbol, Project, SourceFile, Type } from 'ts-morph';

/** What the compiler says of one exported type. */
export interface Judgment {
  readonly name: string;
  /** Code that reads: false where new values do not fit code for old ones, or a member that it may name is gone. */
  readonly readerHolds: boolean;
  /** Code that sends: false where old values are refused, or a member that it may name is gone. */
  readonly senderHolds: boolean;
}

/** Modules of declarations, by the path under which they import each other. */
export type Modules = ReadonlyMap<string, string>;

/** Declared types need no more than the kinds of values; the platform's types take seconds to read. */
const KINDS_ONLY: readonly string[] = ['lib.es5.d.ts'];

/** Compares exported types of two modules; `pairs` are old names with new ones. */
export async function judgeTypes(
  before: Modules,
  after: Modules,
  entry: string,
  pairs: readonly (readonly [string, string])[],
  libraries: readonly string[] = KINDS_ONLY,
): Promise<readonly Judgment[]> {
  const { Project: ProjectClass, ts } = await import('ts-morph');
  const project = new ProjectClass({
    useInMemoryFileSystem: true,
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: [...libraries],
      skipLibCheck: true,
    },
  });
  for (const [path, text] of before) project.createSourceFile(`/old/${path}`, text);
  for (const [path, text] of after) project.createSourceFile(`/new/${path}`, text);
  const [old, next] = [exportedTypes(project, `/old/${entry}`), exportedTypes(project, `/new/${entry}`)];
  const where = project.getSourceFileOrThrow(`/new/${entry}`);
  const checker = project.getTypeChecker().compilerObject;
  return pairs.flatMap(([oldName, newName]): Judgment[] => {
    const [from, to] = [old.get(oldName), next.get(newName)];
    if (from === undefined || to === undefined) return [];
    const lost = losesMember(from, to, where, new Set(), 0);
    const assignable = (source: Type, target: Type): boolean =>
      checker.isTypeAssignableTo(source.compilerType, target.compilerType);
    return [{ name: newName, readerHolds: assignable(to, from) && !lost, senderHolds: assignable(from, to) && !lost }];
  });
}

function exportedTypes(project: Project, entry: string): ReadonlyMap<string, Type> {
  const file = project.getSourceFileOrThrow(entry);
  return new Map(
    [...file.getExportedDeclarations()].flatMap(([name, [declaration]]): (readonly [string, Type])[] =>
      declaration === undefined ? [] : [[name, declaration.getType()]],
    ),
  );
}

/**
 * True where some member of the old type is not in the new one. Assignability overlooks an optional member that went,
 * but code that names it no longer compiles.
 */
function losesMember(from: Type, to: Type, where: SourceFile, seen: Set<string>, depth: number): boolean {
  const [left, right] = [from.getNonNullableType(), to.getNonNullableType()];
  if (depth > 12 || left.isAny() || right.isAny() || left.isUnknown() || right.isUnknown()) return false;
  const key = `${identity(left)}>${identity(right)}`;
  if (seen.has(key)) return false;
  seen.add(key);
  if (left.isArray() && right.isArray())
    return losesMember(left.getArrayElementTypeOrThrow(), right.getArrayElementTypeOrThrow(), where, seen, depth + 1);
  if (left.isUnion() || right.isUnion())
    return pairAlternatives(left, right, where).some(([one, other]) => losesMember(one, other, where, seen, depth + 1));
  const hasMembers = (type: Type): boolean =>
    (type.isObject() && !type.isArray() && !type.isTuple()) || type.isIntersection();
  if (!hasMembers(left) || !hasMembers(right)) return false;
  if (losesIndex(left, right, where, seen, depth)) return true;
  return left.getProperties().some((property) => {
    const match = right.getProperty(property.getName());
    if (match === undefined) return true;
    return losesMember(typeOf(property, where), typeOf(match, where), where, seen, depth + 1);
  });
}

/**
 * Alternatives that are the same one in both versions: told apart by the same fixed values whatever their names, or
 * else of one name, or with members of the same names.
 */
function pairAlternatives(left: Type, right: Type, where: SourceFile): readonly (readonly [Type, Type])[] {
  const alternatives = (type: Type): readonly Type[] => (type.isUnion() ? type.getUnionTypes() : [type]);
  const told = pairLabels(alternatives(left), alternatives(right), (type) => fixedOf(type, where).join());
  const paired = new Set(told.flat());
  const rest = [left, right].map((type) => alternatives(type).filter((one) => !paired.has(one)));
  return [...told, ...pairLabels(rest[0] ?? [], rest[1] ?? [], (type) => labelOf(type, where))];
}

/** Types that have a label, and have it to themselves on both sides. */
function pairLabels(
  left: readonly Type[],
  right: readonly Type[],
  label: (type: Type) => string,
): readonly (readonly [Type, Type])[] {
  const index = (types: readonly Type[]): ReadonlyMap<string, readonly Type[]> => {
    const found = new Map<string, Type[]>();
    for (const one of types) found.set(label(one), [...(found.get(label(one)) ?? []), one]);
    return found;
  };
  const after = index(right);
  return [...index(left)].flatMap(([text, [one, ...others]]) => {
    const [match, ...rest] = after.get(text) ?? [];
    const isSure = text !== '' && others.length === 0 && rest.length === 0;
    return isSure && one !== undefined && match !== undefined ? [[one, match] as const] : [];
  });
}

/** The name of a type; what is composed has none of its own. */
function labelOf(type: Type, where: SourceFile): string {
  const name = (type.getAliasSymbol() ?? type.getSymbol())?.getName() ?? '__';
  return name.startsWith('__') ? membersOf(type, where) : name;
}

/** What tells an object without a name apart: the fixed values of its members, or else the names of all. */
function membersOf(type: Type, where: SourceFile): string {
  const fixed = fixedOf(type, where);
  const names =
    fixed.length > 0 ? fixed : type.isObject() ? type.getProperties().map((member) => member.getName()) : [];
  return names.length === 0 ? '' : `{${[...names].sort().join()}}`;
}

/** Members that have one value only, with that value, in code-unit order. */
function fixedOf(type: Type, where: SourceFile): readonly string[] {
  const fixed = propertiesOf(type).flatMap((member) => {
    const value = typeOf(member, where);
    return value.isLiteral() ? [`${member.getName()}=${value.getText()}`] : [];
  });
  return fixed.sort();
}

/** Members of an object or of what composes some; what a text can do is no member. */
function propertiesOf(type: Type): readonly MorphSymbol[] {
  return type.isObject() || type.isIntersection() ? type.getProperties() : [];
}

function typeOf(member: MorphSymbol, where: SourceFile): Type {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a source file is a node
  return member.getTypeAtLocation(where);
}

/** The same of a map: members of any name. An index of `unknown` stands for members that nobody listed. */
function losesIndex(left: Type, right: Type, where: SourceFile, seen: Set<string>, depth: number): boolean {
  const [from, to] = [left.getStringIndexType(), right.getStringIndexType()];
  if (from === undefined || from.isUnknown()) return false;
  return to === undefined || losesMember(from, to, where, seen, depth + 1);
}

/** TypeScript numbers its types; the public interface does not say so. */
function identity(type: Type): string {
  return String((type.compilerType as unknown as { readonly id?: number }).id ?? type.getText());
}
