/** Turns generated validators into a module of this process: bundled in memory, nothing is written. */
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';

/** What a compiled module exports. */
export type Exports = Readonly<Record<string, unknown>>;

const runtimeFolder = fileURLToPath(new URL('../../../runtime/core/', import.meta.url));

/** The exports of an entry text that imports generated files as `/src/…`. */
export async function compile(entry: string, files: readonly GeneratedFile[]): Promise<Exports> {
  const code = await bundle(entry, files);
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as Exports;
}

/** The text of such a bundle. */
export async function bundle(entry: string, files: readonly GeneratedFile[], minify = false): Promise<string> {
  const result = await build({
    stdin: { contents: entry, loader: 'ts', sourcefile: '/entry.ts' },
    bundle: true,
    minify,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    plugins: [virtualFiles(new Map(files.map(({ path, content }) => [`/${path}`, content])))],
  });
  return result.outputFiles[0]?.text ?? '';
}

function virtualFiles(contents: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'virtual-files',
    setup(builder) {
      builder.onResolve({ filter: /^[./]/ }, ({ path, importer, namespace }) => {
        const base = namespace === 'generated' ? importer : '/entry.ts';
        const target = new URL(path, `file://${base}`).pathname.replace(/\.js$/, '.ts');
        if (target.startsWith('/src/runtime/'))
          return { path: runtimeFolder + target.slice('/src/runtime/'.length), sideEffects: false };
        return contents.has(target) ? { path: target, namespace: 'generated', sideEffects: false } : undefined;
      });
      builder.onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
        contents: contents.get(path) ?? '',
        loader: 'ts',
      }));
    },
  };
}
