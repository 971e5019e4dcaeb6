// Installs two versions of GitHub's document in a temporary folder (1 GB with what comes along) and runs the tests that need them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hookwright-octokit-'));
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const versions = ['octokit-22@npm:@octokit/openapi@22.0.0', 'octokit-23@npm:@octokit/openapi@23.0.2'];
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '-E', ...versions];
  const installed = spawnSync('npm', install, { cwd: folder, stdio: 'inherit' });
  if (installed.status !== 0) throw new Error('@octokit/openapi cannot be installed');
  const env = { ...process.env, HOOKWRIGHT_OCTOKIT: folder };
  const tests = ['vitest', 'run', 'test/drift/octokit.test.ts', ...process.argv.slice(2)];
  process.exitCode = spawnSync('npx', tests, { env, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
