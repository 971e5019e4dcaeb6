/**
 * `npm run bench:codegen [-- document … ] [--runs 3] [--only name,name]`: every contender on every document that is
 * there, in turns, best of the runs. Build first. Peers: `npm install --ignore-scripts` here, or HOOKWRIGHT_BENCH_PEERS.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { contenders, documentPath } from './contenders.js';
import type { Contender } from './contenders.js';
import { measure, sizeOf } from './measure.js';
import type { Measured } from './measure.js';

const project = resolve(import.meta.dirname, '../..');
const peers = resolve(process.env['HOOKWRIGHT_BENCH_PEERS'] ?? import.meta.dirname, 'node_modules');
const reference = resolve(project, process.env['HOOKWRIGHT_REFERENCE'] ?? '../shared');
const DOCUMENTS: Readonly<Record<string, string>> = {
  github: join(peers, '@octokit/openapi/generated/api.github.com.json'),
  stripe: join(reference, 'specs/stripe-2023-09.json'),
  discord: join(reference, 'specs/discord.json'),
  terra: join(reference, 'providers/terra/openapi.yaml'),
  adyen: join(reference, 'specs/adyen-webhooks.json'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    limit: { type: 'string', default: '240' },
  },
});
const chosen = contenders.filter(({ name }) => values.only === undefined || values.only.split(',').includes(name));
console.log(
  'document | contender | makes | wall s | CPU s | peak MB | files | lines | MB | tsc errors | tsc CPU s | one call kB',
);
for (const [name, path] of Object.entries(DOCUMENTS)) {
  if ((positionals.length > 0 && !positionals.includes(name)) || !existsSync(path)) continue;
  const folders = chosen.map((contender) => prepare(contender, path));
  const results = chosen.map((): Measured[] => []);
  // In turns, so that a busy minute hits everyone.
  for (let run = 0; run < Number(values.runs); run += 1) {
    for (const [index, contender] of chosen.entries())
      results[index]?.push(generate(contender, folders[index] ?? '', path));
  }
  for (const [index, contender] of chosen.entries())
    await report(name, contender, folders[index] ?? '', results[index] ?? []);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function prepare(contender: Contender, path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-codegen-'));
  const document = `openapi${extname(path)}`;
  for (const [file, text] of Object.entries(contender.files(document))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  cpSync(path, join(folder, documentPath(contender, document)));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(contender.program[0] === 'peers' ? peers : join(project, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function generate(contender: Contender, folder: string, path: string): Measured {
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  const [where, program] = contender.program;
  const script = where === 'project' ? join(project, program) : join(peers, program);
  return measure(folder, [script, ...contender.args(`openapi${extname(path)}`)], Number(values.limit));
}

async function report(name: string, contender: Contender, folder: string, runs: readonly Measured[]): Promise<void> {
  const good = runs.filter(({ status }) => status === 0);
  const [best] = [...good].sort((left, right) => left.wall - right.wall);
  if (best === undefined) {
    console.log(`${name} | ${contender.name} | failed | ${basename((runs[0]?.output ?? '').split('\n').at(-1) ?? '')}`);
    return;
  }
  const size = sizeOf(join(folder, 'out'));
  const compiled = typeCheck(folder, contender);
  const figures = [
    ...[best.wall.toFixed(2), Math.min(...good.map(({ cpu }) => cpu)).toFixed(2)],
    ...[Math.min(...good.map(({ megabytes }) => megabytes)), size.files, size.lines, size.megabytes.toFixed(2)],
    ...[compiled.errors, compiled.seconds.toFixed(2)],
    name === 'terra' ? await callSize(folder, contender.call) : '',
  ];
  console.log(`${name} | ${contender.name} | ${contender.makes} | ${figures.join(' | ')}`);
}

/**
 * `tsc --strict` of what came out, with one compiler for all. Declarations are checked as sources are; those of the
 * platform are for nobody.
 */
function typeCheck(folder: string, contender: Contender): { readonly errors: number; readonly seconds: number } {
  const options = {
    strict: true,
    skipLibCheck: contender.declares !== true,
    skipDefaultLibCheck: true,
    noEmit: true,
    // Kubb's imports end so.
    allowImportingTsExtensions: true,
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
  };
  const modules = { module: 'esnext', moduleResolution: 'bundler', types: [] };
  const config = {
    compilerOptions: { ...options, ...modules },
    include: ['out/**/*.ts'],
    exclude: ['**/*.node.ts', '**/*.node.d.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(project, 'node_modules/typescript/bin/tsc');
  const { output, cpu } = measure(folder, ['--max-old-space-size=6144', compiler, '-p', '.'], 300);
  return { errors: output.match(/error TS\d+/g)?.length ?? 0, seconds: cpu };
}

/** Kilobytes of the code that one call needs, minified by esbuild. */
async function callSize(folder: string, contents: string): Promise<string> {
  if (contents === '') return '';
  const entry = { contents, resolveDir: folder, loader: 'ts' } as const;
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false } as const;
  try {
    const { outputFiles } = await build({ ...options, stdin: entry, platform: 'neutral', logLevel: 'silent' });
    return ((outputFiles[0]?.text.length ?? 0) / 1000).toFixed(1);
  } catch (error) {
    return `failed: ${String(error).split('\n')[1] ?? ''}`;
  }
}
