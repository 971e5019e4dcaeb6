/** The steps of the workflow that watches vendors' documents, run as they stand in a small repository with a remote of its own. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { parseYaml } from '../../generator/load/parse-text.js';
import { root } from '../support/provider-folder.js';
import { at } from './records.js';
import type { JsonRecord } from './records.js';
import { smallDocument } from './small-document.js';

const folder = mkdtempSync(join(tmpdir(), 'hookwright-workflow-'));
const [repository, bin, temporary] = ['repository', 'bin', 'temporary'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const WORKFLOW = '.github/workflows/upstream.yml';
let server: Server;
let vendor: JsonRecord = smallDocument(3);
let status = 200;

const git = (...parameters: readonly string[]): string =>
  execFileSync('git', [...parameters], { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

beforeAll(async () => {
  server = createServer((request, response) => {
    const tag = `"${JSON.stringify(vendor).length}"`;
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else response.writeHead(status, { etag: tag }).end(JSON.stringify(vendor));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`;
  for (const path of [join(repository, 'schemas/acme'), join(repository, 'schemas/beta'), bin, temporary])
    mkdirSync(path, { recursive: true });
  writeFileSync(join(repository, 'schemas/acme/manifest.yaml'), manifest('Acme', `links:\n  document: ${url}\n`));
  // Names no document, so it has to be left alone.
  writeFileSync(
    join(repository, 'schemas/beta/manifest.yaml'),
    manifest('Beta', 'links:\n  documentation: https://docs.example.com\n'),
  );
  for (const name of ['acme', 'beta'])
    writeFileSync(join(repository, `schemas/${name}/openapi.json`), JSON.stringify(smallDocument(3)));
  writeFileSync(join(repository, 'schemas/acme/overlay.yaml'), OVERLAY);
  mkdirSync(join(repository, '.github/workflows'), { recursive: true });
  copyFileSync(join(root, WORKFLOW), join(repository, WORKFLOW));
  for (const name of ['generator', 'node_modules', 'runtime']) symlinkSync(join(root, name), join(repository, name));
  writeFileSync(join(repository, '.gitignore'), 'generator\nnode_modules\nruntime\n');
  writeFileSync(
    join(bin, 'gh'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >> "${folder}/gh.log"\n[ ! -f "${folder}/open" ] || [ "$2" != create ]\n`,
  );
  chmodSync(join(bin, 'gh'), 0o755);
  execFileSync('git', ['init', '--quiet', '--bare', join(folder, 'remote.git')]);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'owner');
  git('config', 'user.email', 'owner@example.com');
  await generate();
  git('add', '--all');
  git('commit', '--quiet', '-m', 'chore: start');
  git('remote', 'add', 'origin', join(folder, 'remote.git'));
  git('push', '--quiet', 'origin', 'main');
}, 120_000);
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const OVERLAY = `overlay: 1.0.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: $.components.schemas.Thing1.properties.own1, description: May be null., update: { nullable: true } }
`;

function manifest(title: string, links: string): string {
  return `title: ${title}
${links}apis:
  main:
    document: openapi.json
    ${title === 'Acme' ? 'overlay: overlay.yaml' : ''}
    environments: { production: { url: https://api.example.com, description: Live. } }
    authentication: { kind: bearer, token: apiKey }
`;
}

async function generate(): Promise<void> {
  expect((await shell('npx tsx generator/cli.ts generate')).code).toBe(0);
}

/** The script of the workflow's last step, as a runner would run it. */
function script(): string {
  const steps = at(parseYaml(readFileSync(join(root, WORKFLOW), 'utf8'), WORKFLOW).value, 'jobs', 'watch')[
    'steps'
  ] as JsonRecord[];
  const [last] = steps.slice(-1);
  expect(steps.map((step) => step['run']).filter((run) => run !== undefined)).toHaveLength(2);
  return String(last?.['run']);
}

async function shell(text: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    GITHUB_SHA: existsSync(join(repository, '.git/refs/heads/main')) ? git('rev-parse', 'main') : '',
    RUNNER_TEMP: temporary,
    GH_TOKEN: 'none',
  };
  // The server of this process has to answer meanwhile.
  const child = spawn('bash', ['-e', '-c', text], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, output };
}

const pushed = (path: string): string => git('--git-dir', join(folder, 'remote.git'), 'show', `upstream/acme:${path}`);
const calls = (): readonly string[] =>
  existsSync(join(folder, 'gh.log')) ? readFileSync(join(folder, 'gh.log'), 'utf8').trim().split('\n') : [];
const reset = (): void => {
  rmSync(join(folder, 'gh.log'), { force: true });
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
};

describe('the scheduled workflow', { timeout: 120_000 }, () => {
  test('opens nothing where the document is as ours', async () => {
    reset();
    const { code, output } = await shell(script());
    expect([code, calls(), output.includes('No differences.')]).toEqual([0, [], true]);
    expect(git('status', '--porcelain')).toBe('');
  });

  test('pushes a branch with the document, the generated package and the state, and opens a pull request with the report', async () => {
    reset();
    delete at(vendor, 'components', 'schemas', 'Thing0', 'properties')['own0'];
    const { code } = await shell(script());
    expect(code).toBe(0);
    expect(calls()).toEqual([
      expect.stringMatching(/^pr create --head upstream\/acme --title feat\(acme\): .* --body-file .*acme\.md$/),
    ]);
    expect(readFileSync(join(temporary, 'acme.md'), 'utf8')).toContain('| Member removed: Thing0.own0 | breaking |');
    expect(JSON.parse(pushed('schemas/acme/openapi.json'))).toEqual(vendor);
    expect(git('grep', '--files-with-matches', 'own1', 'upstream/acme', '--', 'generated/src/acme/types')).not.toBe('');
    expect(() => git('grep', 'own0', 'upstream/acme', '--', 'generated/src/acme')).toThrow();
    expect(JSON.parse(pushed('.github/upstream/acme.json'))).toMatchObject({ etag: expect.any(String) as string });
    expect(git('status', '--porcelain')).toBe('');
    expect(readFileSync(join(repository, 'schemas/acme/openapi.json'), 'utf8')).toBe(JSON.stringify(smallDocument(3)));
  });

  test('edits the pull request that is open already', async () => {
    reset();
    writeFileSync(join(folder, 'open'), '');
    const { code } = await shell(script());
    rmSync(join(folder, 'open'));
    expect([code, calls().map((call) => call.split(' ').slice(0, 2).join(' '))]).toEqual([0, ['pr create', 'pr edit']]);
  });

  test('asks only whether the document changed once the branch is merged', async () => {
    reset();
    git('switch', '--quiet', 'main');
    git('merge', '--quiet', '--ff-only', 'upstream/acme');
    const { code, output } = await shell(script());
    expect([code, calls(), output.includes('Not changed since it was last fetched.')]).toEqual([0, [], true]);
  });

  test('opens a pull request with what is to mend where a correction misses its target', async () => {
    reset();
    at(vendor, 'components', 'schemas', 'Thing1')['properties'] = { id: {}, own_1: { type: 'number' } };
    const { code } = await shell(script());
    expect([code, calls().length]).toEqual([0, 1]);
    expect(readFileSync(join(temporary, 'acme.md'), 'utf8')).toMatch(/### To mend\n\n- error: .*own_1/s);
    expect(pushed('schemas/acme/openapi.json')).not.toContain('own_1');
  });

  test('fails, with an annotation and without a pull request, where the server does not give the document', async () => {
    reset();
    vendor = { ...vendor, info: { title: 'Acme', version: '3' } };
    status = 503;
    const { code, output } = await shell(script());
    status = 200;
    expect([code, calls()]).toEqual([1, []]);
    expect(output).toContain('answered 503');
    expect(output).toContain("::error title=acme::the vendor's document could not be read");
    expect(git('status', '--porcelain')).toBe('');
  });
});
