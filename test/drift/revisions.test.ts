/** Git revisions as the old side, on the command line as an owner types it: `diff HEAD~1 schemas`, `release --since v1.0.0`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { publishTarball, requireIdentity } from '../../generator/cli/publish.js';
import type { Change } from '../../generator/diff/change.js';
import { root } from '../support/provider-folder.js';
import { createWorkspace, providerFiles } from './workspace.js';
import type { Workspace } from './workspace.js';

/** What tells a program that it runs in a workflow. */
const IDENTITY: readonly string[] = ['CI', 'GITHUB_ACTIONS', 'GITLAB_CI'];
let workspace: Workspace;
let folder = '';

const git = (...parameters: readonly string[]): unknown =>
  execFileSync('git', [...parameters], { cwd: folder, stdio: 'pipe' });

function run(parameters: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !IDENTITY.includes(name)));
  const result = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'generator/cli.ts'), ...parameters], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...own, ...environment },
  });
  return { code: result.status, output: result.stdout, problem: result.stderr };
}

const kinds = (text: string): readonly string[] =>
  (JSON.parse(text) as { readonly changes: readonly Change[] }).changes
    .filter(({ kind }) => kind !== 'described')
    .map(({ kind, subject, member }) => `${kind} ${subject.name}.${member}`);

beforeAll(async () => {
  workspace = await createWorkspace({
    ...providerFiles('acme', { text: 'hello', count: 1 }),
    'schemas/package.yaml': 'name: acme-events\nversion: 1.0.0\nlicense: MIT\n',
  });
  folder = dirname(workspace.options.out);
  // `tsx` and the tools that try a package are found from here.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\ntemplates\n');
  await workspace.generate();
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'owner');
  git('config', 'user.email', 'owner@example.com');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'chore: start');
  git('tag', 'v1.0.0');
  await workspace.write(
    'schemas/acme/samples/note.added/1.json',
    JSON.stringify({ kind: 'note.added', text: 'hello' }),
  );
  expect(run(['generate']).code).toBe(0);
  git('commit', '--quiet', '-a', '-m', 'feat: less');
}, 60_000);
afterAll(async () => workspace.remove());

describe('diff', { timeout: 60_000 }, () => {
  const lost = ['member-removed NoteAddedEvent.count'];

  test.each([
    [['HEAD~1', 'schemas']],
    [['v1.0.0', 'HEAD']],
    [['HEAD~1:schemas/acme', 'schemas/acme']],
    [['HEAD~1:schemas', 'HEAD:schemas']],
  ])('%s', (sides) => {
    const { code, output } = run(['diff', ...sides, '--json']);
    expect([code, kinds(output)]).toEqual([0, lost]);
  });

  test('reads what is not committed as the folder that it is', async () => {
    await workspace.write(
      'schemas/acme/samples/note.added/2.json',
      JSON.stringify({ kind: 'note.added', text: 'a', more: 1 }),
    );
    const { output } = run(['diff', 'HEAD', 'schemas', '--json']);
    git('clean', '--quiet', '--force', 'schemas');
    expect(kinds(output)).toEqual(['member-added-optional NoteAddedEvent.more']);
  });

  test('prints annotations for a pull request, and ends with 1 from the grade on that is asked for', () => {
    const { code, output } = run(['diff', 'HEAD~1', 'HEAD', '--format', 'github', '--fail-on', 'breaking']);
    expect(code).toBe(1);
    expect(output).toMatch(/^::error file=.*,title=breaking::Member removed: NoteAddedEvent\.count /);
  });

  test.each([
    ['nowhere', /"nowhere" is neither a path nor a git revision/],
    ['HEAD:elsewhere', /there is no "elsewhere" at HEAD/],
    ['--output=x', /Unknown argument|Not enough/],
  ])('says what is wrong with %s', (side, message) => {
    const { code, problem } = run(['diff', side, 'schemas']);
    expect([code, problem]).toEqual([2, expect.stringMatching(message)]);
  });
});

describe('release', { timeout: 180_000 }, () => {
  /** npm, but for `publish`, of which only the parameters are kept. */
  function fakeNpm(): Readonly<Record<string, string>> {
    const bin = join(folder, 'node_modules_bin');
    mkdirSync(bin, { recursive: true });
    const real = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh\nif [ "$1" = publish ]; then echo "$@" > "${folder}/published"; exit 0; fi\nexec "${real}" "$@"\n`;
    writeFileSync(join(bin, 'npm'), script);
    chmodSync(join(bin, 'npm'), 0o755);
    return { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  }

  test('refuses a version lower than the changes since the tag ask for, and writes nothing', () => {
    const { code, problem } = run(['release', '--since', 'v1.0.0', '--version', '1.0.1', '--no-dry-run']);
    expect(code).toBe(2);
    expect(problem).toContain(
      '1.0.1 is lower than the changes since 1.0.0 ask for: 2.0.0 or higher; --allow overrides',
    );
    expect(readFileSync(join(folder, 'schemas/package.yaml'), 'utf8')).toContain('version: 1.0.0');
  });

  test('refuses to publish with provenance outside a workflow, before anything is written', () => {
    const { code, problem } = run(['release', '--since', 'v1.0.0', '--publish']);
    expect(code).toBe(2);
    expect(problem).toContain('works in GitHub Actions and GitLab CI only');
    expect(readFileSync(join(folder, 'schemas/package.yaml'), 'utf8')).toContain('version: 1.0.0');
  });

  test('since a tag, with --allow, publishes what it tried with provenance, and writes version and changelog', () => {
    const workflow = { GITHUB_ACTIONS: 'true', ACTIONS_ID_TOKEN_REQUEST_URL: 'https://example.com' };
    const { code, output } = run(
      [
        'release',
        '--since',
        'v1.0.0',
        '--version',
        '1.1.0',
        '--allow',
        '--publish',
        '--registry',
        'https://registry.example.com',
      ],
      { ...fakeNpm(), ...workflow },
    );
    expect([code, output]).toEqual([0, expect.stringMatching(/since 1\.0\.0: major; next version 1\.1\.0/)]);
    expect(readFileSync(join(folder, 'published'), 'utf8')).toMatch(
      /^publish \S*acme-events-1\.1\.0\.tgz --access public --provenance --registry https:\/\/registry\.example\.com\n$/,
    );
    expect(readFileSync(join(folder, 'schemas/package.yaml'), 'utf8')).toContain('version: 1.1.0');
    expect(readFileSync(join(folder, 'generated/package.json'), 'utf8')).toContain('"version": "1.1.0"');
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(
      /## 1\.1\.0\n\n### Change your code\n\n- Member removed: NoteAddedEvent\.count/,
    );
  });

  test.each([
    [{ GITHUB_ACTIONS: 'true' }, /id-token: write/],
    [{ GITLAB_CI: 'true' }, /SIGSTORE_ID_TOKEN/],
    [{}, /only; publish there, or give --no-provenance/],
  ])('%o says what is missing for provenance', (environment, message) => {
    expect(() => requireIdentity(environment)).toThrow(message);
    expect(() =>
      requireIdentity({ GITHUB_ACTIONS: 'true', ACTIONS_ID_TOKEN_REQUEST_URL: 'https://example.com' }),
    ).not.toThrow();
    expect(() => requireIdentity({ GITLAB_CI: 'true', SIGSTORE_ID_TOKEN: 'token' })).not.toThrow();
  });

  test('passes on what npm itself says outside a workflow', () => {
    const place = join(folder, 'lone');
    mkdirSync(join(place, 'package'), { recursive: true });
    writeFileSync(join(place, 'package/package.json'), JSON.stringify({ name: 'acme-lone', version: '1.0.0' }));
    execFileSync('tar', ['-czf', 'acme-lone-1.0.0.tgz', 'package'], { cwd: place });
    writeFileSync(join(place, 'npmrc'), '//127.0.0.1:1/:_authToken=none\n');
    for (const name of IDENTITY) vi.stubEnv(name, undefined);
    vi.stubEnv('NPM_CONFIG_USERCONFIG', join(place, 'npmrc'));
    vi.stubEnv('NPM_CONFIG_FETCH_RETRIES', '0');
    try {
      const tarball = join(place, 'acme-lone-1.0.0.tgz');
      const options = { provenance: true, registry: 'http://127.0.0.1:1' };
      expect(() => publishTarball(tarball, options)).toThrow(/npm publish failed[\s\S]*provenance/i);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
