/** Builds the generated package once before the tests, incrementally, so that tests run against what users install. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Runs before all tests. Type errors do not stop the output; test/package/compile.test.ts is what refuses them. */
export function setup(): void {
  const cache = join(root, 'node_modules/.cache/hookwright');
  const build = join(cache, 'generated.tsbuildinfo');
  mkdirSync(cache, { recursive: true });
  // Build information describes a dist folder; where that is gone, it would keep the compiler from writing.
  if (!existsSync(join(root, 'generated/dist/index.js'))) rmSync(build, { force: true });
  const typescript = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['-p', join(root, 'generated/tsconfig.json'), '--incremental', '--tsBuildInfoFile', build];
  spawnSync(process.execPath, [typescript, ...options], { stdio: ['ignore', 'inherit', 'inherit'] });
}
