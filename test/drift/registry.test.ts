/**
 * A release end to end against a real registry: verdaccio on this machine. `npm run test:registry` installs it in a
 * temporary folder and sets HOOKWRIGHT_VERDACCIO; without it these tests are skipped.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { release } from '../../generator/cli/commands/release.js';
import { captureOutput } from './capture-output.js';
import { createWorkspace, providerFiles } from './workspace.js';
import type { Workspace } from './workspace.js';

const verdaccio = process.env['HOOKWRIGHT_VERDACCIO'];

describe.skipIf(verdaccio === undefined)('release against a registry', { timeout: 300_000 }, () => {
  let workspace: Workspace;
  let server: ChildProcess;
  let registry = '';
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-registry-'));
  const before = process.env['NPM_CONFIG_USERCONFIG'];

  beforeAll(async () => {
    workspace = await createWorkspace({
      ...providerFiles('acme', { text: 'hello', count: 1 }),
      'schemas/package.yaml': 'name: acme-events\nversion: 1.0.0\nlicense: MIT\n',
    });
    await workspace.generate();
    const port = await freePort();
    registry = `http://127.0.0.1:${port}`;
    writeFileSync(
      join(folder, 'config.yaml'),
      `storage: ./storage\nuplinks: {}\npackages:\n  '**': { access: $all, publish: $all }\nlog: { type: stdout, level: fatal }\n`,
    );
    // The registry lets everybody publish; npm wants to see some token all the same.
    writeFileSync(join(folder, 'npmrc'), `//127.0.0.1:${port}/:_authToken=none\n`);
    process.env['NPM_CONFIG_USERCONFIG'] = join(folder, 'npmrc');
    const program = join(verdaccio ?? '', 'node_modules/verdaccio/bin/verdaccio');
    server = spawn(
      process.execPath,
      [program, '--config', join(folder, 'config.yaml'), '--listen', `127.0.0.1:${port}`],
      { stdio: 'ignore' },
    );
    await ready(registry);
  });

  afterAll(async () => {
    server.kill();
    if (before === undefined) delete process.env['NPM_CONFIG_USERCONFIG'];
    else process.env['NPM_CONFIG_USERCONFIG'] = before;
    rmSync(folder, { recursive: true, force: true });
    await workspace.remove();
  });

  const run = async (more: { readonly publish?: boolean; readonly version?: string } = {}) =>
    captureOutput(async () =>
      release(
        { ...workspace.options, json: true },
        {
          since: 'latest',
          version: more.version,
          allow: false,
          write: false,
          publish: more.publish === true,
          provenance: false,
          registry,
          changelog: join(dirname(workspace.options.out), 'CHANGELOG.md'),
        },
      ),
    );

  test('the first version is published as it is; a widened type comes out as a minor, a lost member as a major', async () => {
    expect(await run({ publish: true })).toMatchObject({ code: 0 });
    expect(await published()).toBe('1.0.0');
    expect(report(await run())).toMatchObject({ since: '1.0.0', bump: 'none', version: '1.0.0' });

    await workspace.write(
      'schemas/acme/samples/note.added/1.json',
      JSON.stringify({ kind: 'note.added', text: 'hello', count: 1, fresh: true }),
    );
    await workspace.generate();
    expect(report(await run({ publish: true }))).toMatchObject({ since: '1.0.0', bump: 'minor', version: '1.1.0' });
    expect(await published()).toBe('1.1.0');

    await workspace.write(
      'schemas/acme/samples/note.added/1.json',
      JSON.stringify({ kind: 'note.added', text: 'hello' }),
    );
    await workspace.generate();
    await expect(run({ version: '1.2.0' })).rejects.toThrow(/2\.0\.0 or higher/);
    expect(report(await run({ publish: true }))).toMatchObject({ since: '1.1.0', bump: 'major', version: '2.0.0' });
    expect(await published()).toBe('2.0.0');
    expect(readFileSync(join(dirname(workspace.options.out), 'CHANGELOG.md'), 'utf8')).toMatch(
      /## 2\.0\.0[\s\S]*## 1\.1\.0[\s\S]*## 1\.0\.0/,
    );
  });

  async function published(): Promise<string> {
    const answer = (await (await fetch(`${registry}/acme-events`)).json()) as {
      readonly 'dist-tags': { readonly latest: string };
    };
    return answer['dist-tags'].latest;
  }
});

/** The report is the first JSON object of the output; a generation prints its table behind it. */
function report({ output }: { readonly output: string }): unknown {
  return JSON.parse(output.slice(0, output.lastIndexOf('\n}') + 2));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((done) => probe.close(() => done()));
  return port;
}

async function ready(url: string): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const answer = await fetch(`${url}/-/ping`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error('the registry did not start');
}
