// Installs verdaccio in a temporary folder (58 MB, too much for a dependency) and runs the tests that need it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hookwright-verdaccio-'));
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides: { 'node-fetch': '2.7.0' } }));
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '-E', 'verdaccio@6'];
  const installed = spawnSync('npm', install, { cwd: folder, stdio: 'inherit' });
  if (installed.status !== 0) throw new Error('verdaccio cannot be installed');
  const env = { ...process.env, HOOKWRIGHT_VERDACCIO: folder };
  process.exitCode =
    spawnSync('npx', ['vitest', 'run', 'test/drift/registry.test.ts'], { env, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
