/** Declarations of modules of functions and data: as lists, and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import ts from 'typescript';

import { listDeclarations, separateDeclarations } from '../../generator/declaration-lists.js';

const IMPORTS = [
  "import type * as types from '../types/sleep.js';",
  'import { type Check, type Validation } from "../../runtime/validation/issues.js";',
  '',
].join('\n');

const GUARD = [
  '/** True where the value is a `Sleep`. */',
  'export declare function isSleep(value: unknown): value is types.Sleep;',
  '',
].join('\n');
const CHECK = '/** Tells what is wrong with a `Sleep`. */\nexport declare const checkSleep: Check;\n';

describe('declarations in lists', () => {
  it('name a shape that is declared once, with the comments of what users call', () => {
    expect(listDeclarations(IMPORTS + GUARD + CHECK)).toBe(
      [
        `${IMPORTS}interface Guard<T> {`,
        '  (value: unknown): value is T;',
        '}',
        'export declare const',
        '  /** True where the value is a `Sleep`. */',
        '  isSleep: Guard<types.Sleep>;',
        'export declare const',
        '  checkSleep: Check;',
        'export {};',
        '',
      ].join('\n'),
    );
  });

  it('leave alone what has no such shape, and what takes several lines', () => {
    const rest = [
      'export declare function isSleepAt(value: unknown, depth: number): boolean;',
      'export declare const night: {',
      '  readonly sleep: Check;',
      '};',
      '/**',
      ' * A long comment.',
      ' */',
      'export declare const checkSleep: Check;',
      'export interface Night {',
      '  (value: unknown): value is Sleep;',
      '}',
      '',
    ].join('\n');
    expect(listDeclarations(IMPORTS + rest)).toBe(IMPORTS + rest);
    expect(separateDeclarations(IMPORTS + rest)).toBe(IMPORTS + rest);
  });

  it('call a shape as nothing else in the text is called', () => {
    const text = `${GUARD}export declare const Guard: Check;\nexport declare const Guard2: Check;\n`;
    expect(listDeclarations(text)).toContain('interface Guard3<T>');
  });

  const name = fc.stringMatching(/^[A-Z][A-Za-z0-9_$]{0,6}$/);
  const declaration = fc
    .tuple(fc.constantFrom('is', 'validate', 'check', 'find', 'describe', 'other'), name)
    .map(([kind, type]) => `${comment(kind, type)}export declare ${declared(kind, type)};\n`);

  it('are statements again, in any number, when packages are compared', () => {
    fc.assert(
      fc.property(fc.uniqueArray(declaration), (declarations) => {
        const text = IMPORTS + declarations.join('');
        const separated = separateDeclarations(listDeclarations(text));
        expect(statementsOf(separated)).toEqual(statementsOf(text));
      }),
    );
  });

  it('show users the same comments and narrow as the functions do', () => {
    const text = ['declare namespace types { type Sleep = { readonly score: { toFixed(): string } } }', GUARD].join(
      '\n',
    );
    const use =
      'import { isSleep } from "./module.js";\ndeclare const value: unknown;\nif (isSleep(value)) value.score.toFixed();\n';
    const service = serviceFor({ '/module.d.ts': listDeclarations(text), '/use.ts': use });
    expect(service.getSemanticDiagnostics('/use.ts').map(({ messageText }) => messageText)).toEqual([]);
    expect(service.getSemanticDiagnostics('/module.d.ts')).toEqual([]);
    const info = service.getQuickInfoAtPosition('/use.ts', use.indexOf('isSleep('));
    expect(info?.documentation?.map((part) => part.text).join('')).toBe('True where the value is a `Sleep`.');
  });
});

function comment(kind: string, type: string): string {
  return kind === 'other' ? '' : `/** What \`${kind}${type}\` is for, with ${type}; and more. */\n`;
}

function declared(kind: string, type: string): string {
  switch (kind) {
    case 'is':
      return `function is${type}(value: unknown): value is types.${type}`;
    case 'validate':
      return type.length % 2 === 0
        ? `function validate${type}(value: unknown): Validation<types.${type}>`
        : `const validate${type}: (value: unknown) => Validation<types.${type}>`;
    case 'find':
      return `function find${type}Drift(value: unknown): readonly DriftFinding[]`;
    case 'describe':
      return `function describe${type}(found?: Descriptions): Descriptions`;
    case 'check':
      return `const check${type}: Check`;
    default:
      return `const ${type}Schema: StandardSchema<types.${type}>`;
  }
}

/** What a module exports, sorted, without comments. */
function statementsOf(text: string): readonly string[] {
  return [...text.matchAll(/^export declare .*;$/gm)].map(([statement]) => statement).sort();
}

function serviceFor(files: Readonly<Record<string, string>>): ts.LanguageService {
  return ts.createLanguageService({
    getCompilationSettings: () => ({
      strict: true,
      noLib: true,
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    }),
    getScriptFileNames: () => Object.keys(files),
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => (files[path] === undefined ? undefined : ts.ScriptSnapshot.fromString(files[path])),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => 'lib.d.ts',
    fileExists: (path) => files[path] !== undefined,
    readFile: (path) => files[path],
  });
}
