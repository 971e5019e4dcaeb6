/** What the documents say can be done: their code compiles, their commands and options exist, their links lead somewhere. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { load } from 'js-yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import ts from 'typescript';

import { applyOverlay } from '../../generator/load/overlay.js';
import { parseManifest } from '../../generator/manifest/parse-manifest.js';
import type { JsonObject } from '../../generator/schema.js';
import { FLAGS } from '../openapi/compile-output.js';
import { root } from '../support/provider-folder.js';
import { anchors, codeBlocks, commands, documents, links } from './markdown.js';

/** Names that examples have from the program around them. */
const GIVEN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['clientUuid', 'secretKey', 'devId', 'apiKey', 'baseUrl', 'token'].map((name) => [name, 'string']),
  ),
  params: "import('@hookwright/providers/terra').GetSleepParams",
  redis: '{ incr(key: string): Promise<number> }',
  text: 'string',
  // A provider that the project does not have.
  github: '{ createClient(options: { baseUrl: string; token: string; servers: Record<string, string> }): object }',
};

/** Fragments of declarations, which are no modules. */
const FRAGMENTS = ['docs/scale.md'];

const examples = documents
  .filter((path) => !FRAGMENTS.includes(path))
  .flatMap((path) => codeBlocks(path).filter(({ language }) => language === 'ts'));

function compile(texts: ReadonlyMap<string, string>): readonly string[] {
  const options: ts.CompilerOptions = {
    ...FLAGS,
    types: ['node'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    isolatedDeclarations: false,
    declaration: false,
    noUnusedLocals: false,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.fileExists = (path) => texts.has(path) || disk.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? disk.readFile(path);
  host.getSourceFile = (path, language) => {
    const text = texts.get(path);
    return text === undefined ? disk.getSourceFile(path, language) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

describe('code', () => {
  it('of TypeScript compiles, as a user would have it', () => {
    expect(examples.length).toBeGreaterThan(9);
    // Declared for all of them: what an example declares or imports itself goes before.
    const given = Object.entries(GIVEN).map(([name, type]) => `declare const ${name}: ${type};\n`);
    const modules = examples.map(({ place, text }, index): readonly [string, string] => [
      `${root}/example-${index}-${place.replaceAll(/\W/g, '-')}.ts`,
      `${text}export {};\n`,
    ]);
    const texts = [...modules, [`${root}/example-given.d.ts`, given.join('')] as const];
    expect(compile(new Map(texts))).toEqual([]);
  });

  it('of a manifest is one', () => {
    const [manifest, descriptions] = codeBlocks('docs/manifest.md').filter(({ language }) => language === 'yaml');
    const parsed = parseManifest(load(manifest?.text ?? '') as JsonObject, 'example', 'manifest.yaml');
    expect(parsed.diagnostics).toEqual([]);
    expect(Object.keys(parsed.value.webhooks[0]?.events ?? [])).toHaveLength(4);
    expect(load(descriptions?.text ?? '')).toHaveProperty('Sleep');
  });

  it('of an overlay is one', () => {
    const [block] = codeBlocks('docs/inference.md').filter(({ language }) => language === 'yaml');
    const score = { type: 'null' };
    const document: JsonObject = { components: { schemas: { Sleep: { properties: { score } } } } };
    const { value, diagnostics } = applyOverlay(document, load(block?.text ?? '') as JsonObject, 'overlay.yaml');
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(value)).toContain('["integer","null"]');
  });
});

describe('commands', () => {
  const named = documents.flatMap((path) => commands(path).map((line) => [path, line] as const));
  const hookwright = named.filter(([, line]) => /^(npx )?hookwright [a-z]/.test(line));
  const help = new Map<string, string>();
  const helpOf = (argv: readonly string[]): string => spawnSync(process.execPath, argv, { encoding: 'utf8' }).stdout;

  beforeAll(() => {
    const cli = join(root, 'dist/generator/cli.js');
    help.set('', helpOf([cli, '--help']));
    const names = new Set(hookwright.map(([, line]) => /hookwright ([a-z-]+)/.exec(line)?.[1] ?? ''));
    for (const name of names) help.set(name, helpOf([cli, name, '--help']));
    help.set('receiver', helpOf([join(root, 'runtime/receiver/dist/receiver/cli.js'), '--help']));
  });

  it('of hookwright exist, with their options', () => {
    expect(hookwright.length).toBeGreaterThan(30);
    const wrong = hookwright.filter(([, line]) => {
      const [, name = ''] = /hookwright ([a-z-]+)/.exec(line) ?? [];
      const flags = [...line.matchAll(/ --(no-)?([a-z-]+)/g)].map((match) => match[2] ?? '');
      const known = help.get('')?.includes(`hookwright ${name}`) === true;
      return !known || flags.some((flag) => help.get(name)?.includes(`--${flag}`) !== true);
    });
    expect(wrong).toEqual([]);
  });

  it('of the receiver exist, with their options', () => {
    const receiver = named.filter(([, line]) => /^(npx )?hookwright-receiver /.test(line));
    expect(receiver.length).toBeGreaterThan(1);
    const wrong = receiver.filter(([, line]) => {
      const words = line.replace(/^(npx )?hookwright-receiver /, '').split(/\s+/);
      const parts = words.filter(
        (word) => /^--[a-z]/.test(word) || ['doctor', 'backup', 'move', 'reseal'].includes(word),
      );
      return parts.length === 0 || parts.some((part) => help.get('receiver')?.includes(part) !== true);
    });
    expect(wrong).toEqual([]);
  });

  it('of npm are scripts, and tests that are run lie where they are named', () => {
    const wrong = named.filter(([, line]) => {
      const [, script, folder = ''] = /^npm run ([\w:]+)(?:.* --prefix ([\w/]+))?/.exec(line) ?? [];
      const [, paths = ''] = /^npx vitest run (.+)$/.exec(line) ?? [];
      const missing = paths.split(' ').some((path) => path.includes('/') && !existsSync(join(root, path)));
      return missing || (script !== undefined && !scriptsOf(folder).includes(script));
    });
    expect(wrong).toEqual([]);
  });
});

function scriptsOf(folder: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return Object.keys(scripts);
}

it.each(documents)('links of %s lead to files and headings', (path) => {
  const wrong = links(path).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = '', anchor] = link.split('#', 2);
    const target = file === '' ? path : join(dirname(path), file);
    return !existsSync(join(root, target)) || (anchor !== undefined && !anchors(target).includes(anchor));
  });
  expect(wrong).toEqual([]);
});
