/** The last step for packages of JavaScript: each module of TypeScript becomes one of JavaScript and its declarations. */
import type * as oxc from 'oxc-transform';

import { importTypesAsNamespaces } from './declaration-imports.js';
import { listDeclarations } from './declaration-lists.js';
import { InternalError } from './diagnostics.js';
import type { GeneratedFile } from './emit/emitter.js';
import { formatFiles } from './format.js';
import type { PackageForm } from './package-form.js';
import { LAYOUTS } from './package-form.js';

/** Types are removed and nothing else: what is printed is ES2022 already, and imports of types say that they are. */
const STRIP = { lang: 'ts', target: 'es2022', typescript: { onlyRemoveTypeImports: true } } as const;

/** What is left of a module that has types only. */
const NO_CODE = 'export {};\n';

/** Beyond this many characters a module of functions and data is compiled in parts. */
const LARGE = 500_000;

/** Where one of those ends and the next begins: their layout has no other closing brace in the first column. */
const STATEMENT = '\n}\n';

/** The files of a form, from files of TypeScript; those that are no modules stay. */
export async function compileForm(
  form: PackageForm,
  files: readonly GeneratedFile[],
): Promise<readonly GeneratedFile[]> {
  if (form === 'typescript') return files;
  const library = await import('oxc-transform');
  const modules = files.filter(isModule);
  const scripts = modules.map((file) => toScript(file, library));
  const declarations = modules.map((file, index) => {
    const hasCode = scripts[index]?.content !== headerOf(file.content) + NO_CODE;
    return hasCode || importTypesAsNamespaces(file.content) !== file.content
      ? toDeclarations(file, library)
      : asDeclarations(file);
  });
  const formatted = await formatFiles(declarations);
  return [...files.filter((file) => !isModule(file)), ...scripts, ...formatted].map((file) => ({
    ...file,
    path: file.path.replace(/^src\//, `${LAYOUTS[form].written}/`),
  }));
}

/** The declarations of each module, in its place: what two packages of different forms are compared by. */
export async function declareModules(files: readonly GeneratedFile[]): Promise<readonly GeneratedFile[]> {
  const library = await import('oxc-transform');
  const declarations = files.map(({ path, content }) => toDeclarations({ path, content }, library));
  return (await formatFiles(declarations)).map(({ path, content }) => ({
    path: path.replace(/\.d\.ts$/, '.ts'),
    content,
  }));
}

/** A module of types is its own declarations, and is laid out already. */
function asDeclarations({ path, content }: GeneratedFile): GeneratedFile {
  return { path: declarationsPath(path), content, isLaidOut: true };
}

function declarationsPath(path: string): string {
  return path.replace(/\.ts$/, '.d.ts');
}

function isModule({ path }: GeneratedFile): boolean {
  return path.startsWith('src/') && path.endsWith('.ts');
}

function toScript({ path, content, isLaidOut }: GeneratedFile, library: typeof oxc): GeneratedFile {
  const header = headerOf(content);
  const body = content.slice(header.length);
  const strip = (text: string): oxc.TransformResult => library.transformSync(path, text, STRIP);
  const parts = (isLaidOut === true ? partsOf(body) : [body]).map(strip);
  // A part that was cut in a wrong place does not parse.
  const whole = parts.some(({ errors }) => errors.length > 0) ? [strip(body)] : parts;
  for (const { errors } of whole) requireNoProblem(path, errors);
  return { path: path.replace(/\.ts$/, '.js'), content: header + whole.map(({ code }) => code).join('') };
}

/**
 * A module of functions and data in parts of whole statements: what the library needs in memory is many times the size
 * of a text. A module of types stays in one, as each part without code would say so.
 */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const cut = text.indexOf(STATEMENT, start + LARGE);
    const end = cut === -1 ? text.length : cut + 3;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** Every export says its type, so that this takes no compiler that knows the other modules. */
function toDeclarations({ path, content, isLaidOut }: GeneratedFile, library: typeof oxc): GeneratedFile {
  const header = headerOf(content);
  const body = content.slice(header.length);
  const short = library.isolatedDeclarationSync(path, isLaidOut === true ? withoutBodies(body) : body);
  const { code, errors } = short.errors.length > 0 ? library.isolatedDeclarationSync(path, body) : short;
  requireNoProblem(path, errors);
  const declarations = importTypesAsNamespaces(code);
  const file = { path: declarationsPath(path) };
  // As in the other form, modules of functions and data are not worth the formatter's time.
  if (isLaidOut === true) return { ...file, content: header + listDeclarations(declarations), isLaidOut };
  return { ...file, content: header + declarations };
}

/**
 * The functions of a module that is laid out, without what they do: nine tenths of the text, which declarations say
 * nothing of. Where a text in a body looks like its end, what is left does not parse.
 */
function withoutBodies(text: string): string {
  return text.replace(/^((?:export )?function .* \{)\n(?:(?: {2}.*)?\n)+\}$/gm, '$1}');
}

function requireNoProblem(path: string, [problem]: readonly oxc.OxcError[]): void {
  if (problem !== undefined) throw new InternalError(`${path} cannot be compiled: ${problem.message}`);
}

/** The lines that say where a file comes from; the library drops them with the import that follows them. */
function headerOf(text: string): string {
  return /^(?:\/\/[^\n]*\n)*\n?/.exec(text)?.[0] ?? '';
}
