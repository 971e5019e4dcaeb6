// Bundles the command line into dist/: one file for each command instead of a few hundred modules, which would cost
// more to find and read than most commands cost to run. Types are checked by tsc before; dependencies stay outside.
import { rmSync } from 'node:fs';

import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['generator/cli.ts', 'generator/format-thread.ts', 'generator/cli/write-fingerprint.ts'],
  outbase: '.',
  outdir: 'dist',
  // Chunks beside the entry points: the formatter's thread is started by its place relative to them.
  chunkNames: 'generator/[name]-[hash]',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
});
await import('../dist/generator/cli/write-fingerprint.js');
