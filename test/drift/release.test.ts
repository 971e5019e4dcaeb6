/** The next version: what moves it how far, and a release of a small package from a tarball, packed and tried. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { packAndCheck } from '../../generator/cli/pack.js';
import { loadPublished } from '../../generator/cli/published.js';
import { release } from '../../generator/cli/commands/release.js';
import type { ReleaseOptions } from '../../generator/cli/commands/release.js';
import { UsageError } from '../../generator/diagnostics.js';
import { insertEntry } from '../../generator/release/changelog.js';
import { compareVersions, nextVersion } from '../../generator/release/semver.js';
import { judgeRelease } from '../../generator/release/verdict.js';
import { captureOutput } from './capture-output.js';
import { createWorkspace, providerFiles } from './workspace.js';
import type { Workspace } from './workspace.js';

describe('versions', () => {
  test.each([
    ['1.2.3', 'major', '2.0.0'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'patch', '1.2.4'],
    ['1.2.3', 'none', '1.2.3'],
    ['0.2.3', 'major', '0.3.0'],
    ['0.2.3', 'minor', '0.2.4'],
    ['2.0.0-rc.1', 'major', '2.0.0'],
  ] as const)('%s after a change that is %s is %s', (version, bump, next) => {
    expect(nextVersion(version, bump)).toBe(next);
  });

  test('are ordered as semver.org orders them', () => {
    const ordered = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.10.0',
      '2.0.0',
    ];
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
    expect(() => nextVersion('1.0', 'patch')).toThrow(UsageError);
  });

  test('a next version is never lower', () => {
    const number = fc.nat(40);
    fc.assert(
      fc.property(
        number,
        number,
        number,
        fc.constantFrom('major' as const, 'minor' as const, 'patch' as const),
        (major, minor, patch, bump) => {
          const version = `${major}.${minor}.${patch}`;
          expect(compareVersions(nextVersion(version, bump), version)).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('the verdict', () => {
  const manifest = JSON.stringify({ exports: { '.': { types: './dist/index.d.ts' } } });
  const judge = async (before: string, after: string) =>
    judgeRelease({
      before: new Map([
        ['package.json', manifest],
        ['src/index.ts', before],
      ]),
      after: new Map([
        ['package.json', manifest],
        ['src/index.ts', after],
      ]),
      changes: undefined,
      reach: () => ({ read: true, sent: false }),
    });

  test.each([
    [
      'an exported name that goes',
      'export interface A { readonly a: string }\nexport const b = 1;\n',
      'export interface A { readonly a: string }\n',
      'major',
    ],
    ['an exported name that comes', 'export const b = 1;\n', 'export const b = 1;\nexport const c = 1;\n', 'minor'],
    [
      'a member that a reader loses',
      'export interface A {\n  a: string;\n  b?: string;\n}\n',
      'export interface A {\n  a: string;\n}\n',
      'major',
    ],
    [
      'a member that a reader gains',
      'export interface A {\n  a: string;\n}\n',
      'export interface A {\n  a: string;\n  b: string;\n}\n',
      'minor',
    ],
    [
      'a signature that changes',
      'export function f(a: string): void {\n}\n',
      'export function f(a: number): void {\n}\n',
      'major',
    ],
    ['a comment that changes', '/** One. */\nexport const b = 1;\n', '/** Two. */\nexport const b = 1;\n', 'patch'],
    ['nothing', 'export const b = 1;\n', 'export const b = 1;\n', 'none'],
  ] as const)('of %s', async (_, before, after, bump) => {
    expect((await judge(before, after)).bump).toBe(bump);
  });
});

test('an entry goes above the releases and below what is not released', () => {
  const log = '# Changelog\n\n## Unreleased\n\n- soon\n\n## 1.0.0\n\n- first\n';
  const once = insertEntry(log, '## 1.1.0\n\n- more\n');
  expect(once).toBe('# Changelog\n\n## Unreleased\n\n- soon\n\n## 1.1.0\n\n- more\n\n## 1.0.0\n\n- first\n');
  expect(insertEntry(once, '## 1.1.0\n\n- more\n')).toBe(once);
});

describe('a release of a small package', { timeout: 240_000 }, () => {
  let workspace: Workspace;
  let tarball = '';
  const wanted = (more: Partial<ReleaseOptions> = {}): ReleaseOptions => ({
    since: tarball,
    version: undefined,
    allow: false,
    write: false,
    publish: false,
    provenance: false,
    registry: undefined,
    changelog: join(dirname(workspace.options.out), 'CHANGELOG.md'),
    ...more,
  });

  beforeAll(async () => {
    workspace = await createWorkspace({
      ...providerFiles('acme', { text: 'hello', count: 1 }),
      'schemas/package.yaml': 'name: acme-events\nversion: 1.0.0\nlicense: MIT\n',
    });
    await workspace.generate();
    const packed = packAndCheck(workspace.options.out, '1.0.0');
    expect(packed.checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    tarball = join(dirname(workspace.options.out), 'acme-events-1.0.0.tgz');
    execFileSync('cp', [packed.tarball ?? '', tarball]);
    packed.remove();
    await workspace.write(
      'schemas/acme/samples/note.added/1.json',
      JSON.stringify({ kind: 'note.added', text: 'hello' }),
    );
    await workspace.generate();
  });
  afterAll(async () => workspace.remove());

  test('that lost a member is a new major version, packed, clean and usable; the dry run writes nothing', async () => {
    const manifest = readFileSync(join(workspace.options.schemas, 'package.yaml'), 'utf8');
    const { code, output } = await captureOutput(async () => release({ ...workspace.options, json: true }, wanted()));
    const report = JSON.parse(output) as {
      bump: string;
      version: string;
      entry: string;
      checks: { name: string; outcome: string }[];
    };
    expect([code, report.bump, report.version]).toEqual([0, 'major', '2.0.0']);
    expect(report.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'compile passed',
      'pack passed',
      'publint passed',
      'attw passed',
      'smoke test passed',
    ]);
    expect(report.entry).toContain('### Change your code');
    expect(report.entry).toContain('NoteAddedEvent');
    expect(readFileSync(join(workspace.options.schemas, 'package.yaml'), 'utf8')).toBe(manifest);
    expect(existsSync(wanted().changelog)).toBe(false);
  });

  test('refuses a lower version before anything is packed, unless it is allowed', async () => {
    await expect(release(workspace.options, wanted({ version: '1.1.0' }))).rejects.toThrow(/2\.0\.0 or higher/);
  });

  test('refuses an output folder that is not as generated', async () => {
    const path = join(workspace.options.out, 'README.md');
    const text = readFileSync(path, 'utf8');
    await workspace.write('generated/README.md', `${text}more\n`);
    await expect(release(workspace.options, wanted())).rejects.toThrow(/not as generated/);
    await workspace.write('generated/README.md', text);
  });

  test('writes the version and the changelog where it is told to', async () => {
    const { code } = await captureOutput(async () => release(workspace.options, wanted({ write: true })));
    expect(code).toBe(0);
    expect(readFileSync(join(workspace.options.schemas, 'package.yaml'), 'utf8')).toContain('version: 2.0.0');
    expect(JSON.parse(readFileSync(join(workspace.options.out, 'package.json'), 'utf8'))).toMatchObject({
      version: '2.0.0',
    });
    expect(readFileSync(wanted().changelog, 'utf8')).toContain('## 2.0.0');
  });
});

describe('what a release is compared with', () => {
  const registry = 'http://127.0.0.1:9';
  afterEach(() => vi.unstubAllEnvs());

  test('is asked for again where the registry does not answer: that is no first version', () => {
    vi.stubEnv('npm_config_fetch_retries', '0');
    expect(() => loadPublished('latest', 'acme-events', 'generated', registry)).toThrow(/did not say \(ECONNREFUSED\)/);
  });

  test('may be missing where it is the newest, and nowhere else', async () => {
    const source =
      "require('http').createServer((_, a) => a.writeHead(404).end('{}')).listen(0, '127.0.0.1', function () { console.log(this.address().port); })";
    const server = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [port] = (await once(server.stdout, 'data')) as [Buffer];
      const empty = `http://127.0.0.1:${port.toString().trim()}`;
      expect(loadPublished('latest', 'acme-events', 'generated', empty)).toBeUndefined();
      expect(() => loadPublished('v1.4.O', 'acme-events', 'generated', empty)).toThrow(
        /"v1.4.O" is no .tgz file, no git/,
      );
    } finally {
      server.kill();
    }
  });
});
