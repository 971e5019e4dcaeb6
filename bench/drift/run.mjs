// What the owner's loop costs: `node bench/drift/run.mjs`, after `npm run build`. Bars in README.md.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/generator/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'hookwright-bench-'));
let failed = false;

/** Seconds and peak memory (MB) of one run. */
function measure(parameters, expected = [0]) {
  const start = performance.now();
  const probe = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'rss'))}, String(process.resourceUsage().maxRSS)))`;
  writeFileSync(join(folder, 'probe.cjs'), probe);
  const result = spawnSync(process.execPath, ['--require', join(folder, 'probe.cjs'), cli, ...parameters], {
    cwd: root,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - start) / 1000;
  if (!expected.includes(result.status))
    throw new Error(`${parameters[0]} ended with ${result.status}: ${result.stderr.slice(0, 500)}`);
  return { seconds, megabytes: Number(readFileSync(join(folder, 'rss'), 'utf8')) / 1024 };
}

function best(times, run) {
  const runs = Array.from({ length: times }, run);
  return {
    seconds: Math.min(...runs.map((one) => one.seconds)),
    megabytes: Math.max(...runs.map((one) => one.megabytes)),
  };
}

function report(name, { seconds, megabytes }, bar) {
  const holds = seconds <= bar.seconds && megabytes <= (bar.megabytes ?? Infinity);
  failed ||= !holds;
  const limit = `${bar.seconds} s${bar.megabytes === undefined ? '' : `, ${bar.megabytes} MB`}`;
  console.log(
    `${name}: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB (bar ${limit}) ${holds ? 'holds' : 'DOES NOT HOLD'}`,
  );
}

try {
  const [schemas, out] = [join(folder, 'schemas'), join(folder, 'generated')];
  cpSync(join(root, 'schemas'), schemas, { recursive: true });
  const place = ['--schemas', schemas, '--out', out];
  measure(['generate', ...place]);
  report(
    'check, nothing changed',
    best(5, () => measure(['check', ...place])),
    { seconds: 0.3, megabytes: 80 },
  );

  const sample = join(schemas, 'terra/samples/sleep/sparse.json');
  const text = readFileSync(sample, 'utf8');
  let round = 0;
  const edit = () => {
    round += 1;
    writeFileSync(sample, JSON.stringify({ ...JSON.parse(text), [`bench_${round}`]: 1 }));
    return measure(['generate', ...place]);
  };
  report('generate, one sample changed', best(3, edit), { seconds: 1 });

  const github = process.env.HOOKWRIGHT_OCTOKIT ?? fetchGithub();
  if (github === undefined) console.log('diff of two GitHub documents: skipped, @octokit/openapi cannot be installed');
  else {
    const documents = ['old', 'new'].map((name) => join(github, 'node_modules', name, 'generated/api.github.com.json'));
    if (!documents.every((path) => existsSync(path)))
      throw new Error('the GitHub documents are not where they should be');
    report(
      'diff of two GitHub documents',
      best(3, () => measure(['diff', ...documents, '--json'])),
      { seconds: 3 },
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed) process.exitCode = 1;

/** Two versions of GitHub's document, installed under two names. */
function fetchGithub() {
  const aliases = ['old@npm:@octokit/openapi@22.0.0', 'new@npm:@octokit/openapi@23.0.2'];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const install = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...aliases], {
    cwd: folder,
    encoding: 'utf8',
  });
  return install.status === 0 ? folder : undefined;
}
