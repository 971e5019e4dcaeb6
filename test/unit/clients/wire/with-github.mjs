// Installs GitHub's document in a temporary folder and runs the wire tests with every document, the large ones too.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hookwright-github-'));
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '-E', '@octokit/openapi@23.0.2'];
  const installed = spawnSync('npm', install, { cwd: folder, stdio: 'inherit' });
  if (installed.status !== 0) throw new Error('@octokit/openapi cannot be installed');
  const document = join(folder, 'node_modules/@octokit/openapi');
  const env = { ...process.env, HOOKWRIGHT_ALL: '1', HOOKWRIGHT_OCTOKIT_OPENAPI: document };
  const tests = ['vitest', 'run', 'test/unit/clients/wire', ...process.argv.slice(2)];
  process.exitCode = spawnSync('npx', tests, { env, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
