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

/** The files of a form, from files of TypeScript; those that are no modules stay. */
export async function compileForm(
  form: PackageForm,
  files: readonly GeneratedFile[],
): Promise<readonly GeneratedFile[]> {
  if (form === 'typescript') return files;
  const library = await import('oxc-transform');
  const modules = files.filter(isModule);
  const scripts = modules.map((file) => toScript(file, library));
  const declarations = modules.map((file) => toDeclarations(file, library));
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

function isModule({ path }: GeneratedFile): boolean {
  return path.startsWith('src/') && path.endsWith('.ts');
}

function toScript({ path, content }: GeneratedFile, library: typeof oxc): GeneratedFile {
  const header = headerOf(content);
  const { code, errors } = library.transformSync(path, content.slice(header.length), STRIP);
  requireNoProblem(path, errors);
  return { path: path.replace(/\.ts$/, '.js'), content: header + code };
}

/** Every export says its type, so that this takes no compiler that knows the other modules. */
function toDeclarations({ path, content, isLaidOut }: GeneratedFile, library: typeof oxc): GeneratedFile {
  const header = headerOf(content);
  const { code, errors } = library.isolatedDeclarationSync(path, content.slice(header.length));
  requireNoProblem(path, errors);
  const declarations = importTypesAsNamespaces(code);
  const file = { path: path.replace(/\.ts$/, '.d.ts') };
  // As in the other form, modules of functions and data are not worth the formatter's time.
  if (isLaidOut === true) return { ...file, content: header + listDeclarations(declarations), isLaidOut };
  return { ...file, content: header + declarations };
}

function requireNoProblem(path: string, [problem]: readonly oxc.OxcError[]): void {
  if (problem !== undefined) throw new InternalError(`${path} cannot be compiled: ${problem.message}`);
}

/** The lines that say where a file comes from; the library drops them with the import that follows them. */
function headerOf(text: string): string {
  return /^(?:\/\/[^\n]*\n)*\n?/.exec(text)?.[0] ?? '';
}
