/** Compiles generated files in memory with a TypeScript of the caller's choice, under the strictest flags. */
import { fileURLToPath } from 'node:url';
import type typescript from 'typescript';

import type { GeneratedFile } from '../../generator/emit/emitter.js';

export type Resolution = 'nodenext' | 'bundler';

/** The flags under which every output must compile. */
export const FLAGS = {
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  declaration: true,
  isolatedDeclarations: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  noUnusedLocals: true,
  skipLibCheck: true,
} as const;

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const base = `${root}/in-memory`;
/** Parsed once for all compilations of a process: libraries and Node's types do not change. */
const libraries = new Map<string, typescript.SourceFile | undefined>();

/** Every diagnostic of the files, one line each; empty where they compile. */
export function compileOutput(
  ts: typeof typescript,
  files: readonly GeneratedFile[],
  resolution: Resolution,
): readonly string[] {
  const sources = new Map(
    files.filter(({ path }) => path.endsWith('.ts')).map(({ path, content }) => [`${base}/${path}`, content]),
  );
  const options = optionsOf(ts, resolution);
  const program = ts.createProgram({
    rootNames: [...sources.keys()],
    options,
    host: hostOf(ts, options, files, sources),
  });
  const declared = [...sources.keys()].flatMap((path) =>
    program.getDeclarationDiagnostics(program.getSourceFile(path)),
  );
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
    ...declared,
  ];
  return found.map((diagnostic) => lineOf(ts, diagnostic));
}

function optionsOf(ts: typeof typescript, resolution: Resolution): typescript.CompilerOptions {
  const modules =
    resolution === 'nodenext' ? { module: 'nodenext' } : { module: 'esnext', moduleResolution: 'bundler' };
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    { ...FLAGS, ...modules, rootDir: 'src', outDir: 'dist' },
    base,
  );
  if (errors.length > 0) throw new Error(errors.map((error) => lineOf(ts, error)).join('\n'));
  return options;
}

function hostOf(
  ts: typeof typescript,
  options: typescript.CompilerOptions,
  files: readonly GeneratedFile[],
  sources: ReadonlyMap<string, string>,
): typescript.CompilerHost {
  const host = ts.createCompilerHost(options);
  const other = new Map(
    files.filter(({ path }) => !path.endsWith('.ts')).map(({ path, content }) => [`${base}/${path}`, content]),
  );
  const textOf = (path: string): string | undefined => sources.get(path) ?? other.get(path);
  const folders = new Set(
    [...sources.keys(), ...other.keys()].flatMap((path) =>
      path.split('/').map((_, index, parts) => parts.slice(0, index).join('/')),
    ),
  );
  return {
    ...host,
    getCurrentDirectory: () => base,
    directoryExists: (path) => folders.has(path) || (host.directoryExists?.(path) ?? false),
    fileExists: (path) => textOf(path) !== undefined || host.fileExists(path),
    readFile: (path) => textOf(path) ?? host.readFile(path),
    realpath: (path) => (path.startsWith(base) ? path : (host.realpath?.(path) ?? path)),
    getSourceFile: (path, target, onError) => {
      const text = sources.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, target);
      const key = `${ts.version} ${resolutionKey(target)} ${path}`;
      if (!libraries.has(key)) libraries.set(key, host.getSourceFile(path, target, onError));
      return libraries.get(key);
    },
  };
}

/** How a file was parsed is part of what makes it the same. */
function resolutionKey(target: typescript.ScriptTarget | typescript.CreateSourceFileOptions): string {
  return typeof target === 'object' ? `${target.languageVersion} ${target.impliedNodeFormat ?? ''}` : String(target);
}

function lineOf(ts: typeof typescript, diagnostic: typescript.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  if (diagnostic.file === undefined) return `TS${diagnostic.code}: ${message}`;
  const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  return `${diagnostic.file.fileName.slice(base.length + 1)}:${line + 1} TS${diagnostic.code}: ${message}`;
}
