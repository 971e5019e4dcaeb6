// Bundles the command line into dist/: one file for each command instead of a few hundred modules, which would cost
// more to find and read than most commands cost to run. Types are checked by tsc before; dependencies stay outside.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build, transformSync } from 'esbuild';
import Handlebars from 'handlebars';

// The program's own options, which Node cannot read as TypeScript.
const optionsText = readFileSync('generator/emit/template-options.ts', 'utf8');
const { code } = transformSync(optionsText, { loader: 'ts' });
const { templateOptions } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

/** Templates are compiled here, as in templates.ts, so that no run of the program has to. */
const compiledTemplates = {
  name: 'compiled-templates',
  setup(bundle) {
    bundle.onLoad({ filter: /emit\/compiled-templates\.ts$/ }, () => ({ contents: printTemplates(), loader: 'js' }));
  },
};

function printTemplates() {
  const entries = readdirSync('templates', { recursive: true })
    .filter((path) => path.endsWith('.hbs'))
    .sort()
    .map((path) => {
      const text = readFileSync(join('templates', path), 'utf8');
      return `[${JSON.stringify(text)}, ${Handlebars.precompile(text, templateOptions)}]`;
    });
  return `export const compiledTemplates = new Map([${entries.join(',\n')}]);`;
}

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['cli', 'format-thread', 'print-thread', 'cli/write-fingerprint'].map((name) => `generator/${name}.ts`),
  outbase: '.',
  outdir: 'dist',
  // Chunks beside the entry points: threads are started by their places relative to them.
  chunkNames: 'generator/[name]-[hash]',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  plugins: [compiledTemplates],
});
await import('../dist/generator/cli/write-fingerprint.js');
