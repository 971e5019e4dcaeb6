/** Type-checks texts as a strict user of the package would. */
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: [],
  noEmit: true,
  declaration: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
};

// The platform's declarations never change: parsing them once makes a check five times as fast.
const libraries = new Map<string, ts.SourceFile | undefined>();

/** Diagnostics as `path: message`; none where everything is right. Paths are below an imaginary root. */
export function diagnose(files: ReadonlyMap<string, string>): readonly string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const texts = new Map<string, string>(
    [...files, ['package.json', '{"type":"module"}'] as const].map(([path, text]) => [`/virtual/${path}`, text]),
  );
  const disk = ts.createCompilerHost(OPTIONS);
  host.readFile = (path) => texts.get(path) ?? disk.readFile(path);
  host.fileExists = (path) => texts.has(path) || disk.fileExists(path);
  host.directoryExists = () => true;
  host.getCurrentDirectory = () => '/virtual';
  host.getSourceFile = (path, language) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, language);
    if (!libraries.has(path)) libraries.set(path, disk.getSourceFile(path, language));
    return libraries.get(path);
  };
  const program = ts.createProgram(
    [...texts.keys()].filter((path) => path.endsWith('.ts')),
    { ...OPTIONS, skipDefaultLibCheck: true },
    host,
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
