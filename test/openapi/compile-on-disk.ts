/** A generated package written to a temporary folder and given to a compiler of one's choice, in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { GeneratedFile } from '../../generator/emit/emitter.js';
import { FLAGS } from './compile-output.js';
import type { Resolution } from './compile-output.js';

/** Compilers by version, as they are installed. */
export const COMPILERS = { '5.9': 'typescript', '6': 'typescript6', '7': 'typescript7' } as const;
export type CompilerVersion = keyof typeof COMPILERS;

const root = join(import.meta.dirname, '../..');

/** What a compiler said, and what it cost. */
export interface Compiled {
  readonly output: string;
  readonly milliseconds: number;
}

/** A package on disk that can be compiled again and again. */
export interface DiskPackage {
  readonly compile: (version: CompilerVersion, resolution: Resolution) => Promise<Compiled>;
  readonly remove: () => void;
}

/** Writes the files; `remove` takes them away again. */
export function writePackage(files: readonly GeneratedFile[]): DiskPackage {
  // Below node_modules, compilers would not find the sources that package.json's `imports` lead to.
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-corpus-'));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return {
    compile: (version, resolution) => compile(folder, version, resolution),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function compile(folder: string, version: CompilerVersion, resolution: Resolution): Promise<Compiled> {
  const modules =
    resolution === 'nodenext' ? { module: 'nodenext' } : { module: 'esnext', moduleResolution: 'bundler' };
  const options = { ...FLAGS, ...modules, noEmit: true, skipLibCheck: false, rootDir: 'src', outDir: 'dist' };
  const typeRoots = [join(root, 'node_modules/@types')];
  const config = join(folder, `tsconfig.${version}.${resolution}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...options, typeRoots }, include: ['src'] }));
  const start = performance.now();
  const compiler = join(root, 'node_modules', COMPILERS[version], 'bin/tsc');
  const output = await run([compiler, '-p', config]);
  return { output, milliseconds: performance.now() - start };
}

/** Everything that the compiler printed; its exit code where it printed nothing and failed. */
function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--max-old-space-size=4096', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('close', (code) => {
      const text = Buffer.concat(parts).toString('utf8').trim();
      resolve(text === '' && code !== 0 ? `exit ${String(code)}` : text);
    });
  });
}
