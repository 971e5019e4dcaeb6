/** Compiles a table of values against the types of their schemas, in memory. */
import ts from 'typescript';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { printKey, printString } from '../../../generator/emit/validators/guard-scalar.js';
import type { JsonValue } from '../../../generator/schema.js';

/** A value and the type that it should have. */
export interface Row {
  /** The module that exports the type: `/src/demo/types/demo.ts`. */
  readonly module: string;
  readonly type: string;
  readonly value: JsonValue;
}

/**
 * Literals stay literal (`as const`), so types are compared in their read-only form. Every object has a member under
 * a symbol: the compiler refuses an object without any member in common with a type whose members are all optional.
 */
const prelude = `declare const mark: unique symbol;
type Scalar = string | number | boolean | null | undefined;
type Frozen<T> = unknown extends T ? T : T extends Scalar ? T : T extends readonly unknown[]
  ? { readonly [K in keyof T]: Frozen<T[K]> } : { readonly [K in keyof T]: Frozen<T[K]> } & { readonly [mark]?: 1 };
`;

/** What the compiler says against the rows, with the row; nothing where all values are of their types. */
export function compileRows(rows: readonly Row[], files: readonly GeneratedFile[]): readonly string[] {
  const imports = [...new Set(rows.map(({ module }) => module))];
  const table = [
    ...imports.map((module, index) => `import type * as m${index} from '${module.replace(/\.ts$/, '.js')}';`),
    prelude.replaceAll('\n', ' '),
    ...rows.map(({ module, type, value }, index) => {
      const text = `const v${index} = [${printValue(value)}] as const;`;
      return `${text} v${index}[0] satisfies Frozen<m${imports.indexOf(module)}.${type}>;`;
    }),
  ];
  const program = createProgram([...files, { path: 'table.ts', content: table.join('\n') }]);
  return program.getSemanticDiagnostics(program.getSourceFile('/table.ts')).map(({ file, start = 0, messageText }) => {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    const message = ts.flattenDiagnosticMessageText(messageText, '\n').slice(0, 400);
    return `${file?.fileName ?? ''} ${table[line]?.slice(0, 600) ?? ''}\n${message}`;
  });
}

function createProgram(files: readonly GeneratedFile[]): ts.Program {
  const contents = new Map(files.map(({ path, content }) => [`/${path}`, content]));
  const options: ts.CompilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, types: [], lib: ['lib.es2023.d.ts'] },
  };
  const host = ts.createCompilerHost(options);
  const [fileExists, getSourceFile] = [host.fileExists.bind(host), host.getSourceFile.bind(host)];
  host.fileExists = (path) => contents.has(path) || fileExists(path);
  host.directoryExists = () => true;
  host.readFile = (path) => contents.get(path) ?? ts.sys.readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const content = contents.get(path);
    return content === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, content, {
          languageVersion: ts.ScriptTarget.ES2022,
          impliedNodeFormat: ts.ModuleKind.ESNext,
        });
  };
  return ts.createProgram({ rootNames: ['/table.ts'], options, host });
}

function printValue(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => printValue(item)).join(', ')}]`;
  if (typeof value === 'string') return printString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, part]) => `${printKey(name)}: ${printValue(part)}`);
  return `{ ${['[mark]: 1', ...members].join(', ')} }`;
}
