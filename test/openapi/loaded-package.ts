/** The whole package of a document, in either form, and what a bundler makes of an entry of one line. */
import { posix } from 'node:path';

import { build } from 'esbuild';

import type { PackageForm } from '../../generator/package-form.js';
import { generateFrom } from '../support/provider-folder.js';
import { folderOf, SPELLED } from './harness.js';

/** The package of a document without errors or warnings; path to text. */
export async function packageOf(document: string, form: PackageForm): Promise<ReadonlyMap<string, string>> {
  const { value, diagnostics } = await generateFrom([folderOf(document, { manifest: SPELLED })], form);
  const problems = diagnostics.filter(({ severity }) => severity !== 'note');
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return new Map(value.files.map(({ path, content }) => [path, content]));
}

/** Minified code of what an entry imports, as from the folder of the modules. */
export async function bundled(files: ReadonlyMap<string, string>, contents: string): Promise<string> {
  const folder = files.has('lib/example/index.js') ? 'lib' : 'src';
  const namespace = 'memory';
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '/', sourcefile: 'entry.ts', loader: 'ts' },
    ...({ bundle: true, minify: true, format: 'esm', write: false, platform: 'neutral', target: 'es2022' } as const),
    plugins: [
      {
        name: namespace,
        setup(plugin) {
          plugin.onResolve({ filter: /^\./ }, ({ path, importer }) => {
            const own = importer.endsWith('entry.ts') ? folder : posix.dirname(importer);
            return { namespace, path: posix.join(own, path), sideEffects: false };
          });
          plugin.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
            contents: files.get(path) ?? files.get(path.replace(/\.js$/, '.ts')) ?? '',
            loader: 'ts',
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}
