/** The files for deployment: what they name is there. The commands themselves were run by hand; CI has no container engine. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasCommand, temporaryFolder } from './harness.js';

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const folder = temporaryFolder();
afterAll(() => folder.remove());

const read = (path: string): string => readFileSync(path, 'utf8');
const packageOf = (path: string): PackageFile => JSON.parse(read(`${path}/package.json`)) as PackageFile;
const containerfile = read('examples/receiver/Containerfile');
const service = read('examples/receiver/hookwright-receiver.service');

/** Paths that the published receiver holds, once it is built. */
function published(): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '-w', 'runtime/receiver'], { encoding: 'utf8' });
  const [packed] = JSON.parse(output) as readonly { readonly files: readonly { readonly path: string }[] }[];
  return packed?.files.map(({ path }) => path) ?? [];
}

describe('the published receiver', () => {
  it('holds the command, the steps of both databases and its document', () => {
    const paths = published();
    expect(paths).toContain('bin.mjs');
    expect(paths).toContain('openapi.yaml');
    for (const dialect of ['postgres', 'sqlite'])
      expect(paths.filter((path) => path.startsWith(`migrations/${dialect}/`)).length).toBeGreaterThan(2);
    // Started by others than the command, so that nothing imports them.
    for (const name of ['cli', 'thread']) expect(existsSync(`runtime/receiver/${name}.ts`), name).toBe(true);
  });
});

describe('the container file', () => {
  it('packs packages of this repository, and installs the versions that the receiver asks for', () => {
    const packed = [...containerfile.matchAll(/ -w (\S+)/g)].map(([, path = '']) => packageOf(path).name);
    expect(packed).toEqual(['@hookwright/providers', '@hookwright/receiver']);
    const wanted = packageOf('runtime/receiver').peerDependencies ?? {};
    const installed = [...containerfile.matchAll(/ ([a-z-]+)@([\d.]+)/g)].map(([, name = '', version]) => [
      name,
      version,
    ]);
    expect(installed.map(([name]) => name)).toEqual(['pg', 'node-pg-migrate']);
    for (const [name = '', version] of installed) expect(version, name).toBe(wanted[name]);
  });

  it('starts the command, and is built without what lies around', () => {
    const [, command] = /^CMD \["node", "node_modules\/@hookwright\/receiver\/([^"]+)"/m.exec(containerfile) ?? [];
    expect(Object.values(packageOf('runtime/receiver').bin ?? {})).toEqual([`./${command}`]);
    expect(read('examples/receiver/Containerfile.dockerignore').split('\n')).toContain('**/node_modules');
  });
});

describe('the unit', () => {
  it('starts the command with the paths of the documentation', () => {
    expect(service).toMatch(
      /^ExecStart=\S+ \/opt\/hookwright\/node_modules\/@hookwright\/receiver\/bin\.mjs --config /m,
    );
    const [, state] = /^StateDirectory=(\S+)$/m.exec(service) ?? [];
    expect(read('examples/receiver/receiver.yaml')).toContain(`store: /var/lib/${state}/`);
  });

  it.skipIf(!hasCommand('systemd-analyze'))('is one that systemd takes', () => {
    const path = join(folder.path, 'hookwright-receiver.service');
    copyFileSync('examples/receiver/hookwright-receiver.service', path);
    // Warnings come on the other stream, with code 0.
    const said = execFileSync('sh', ['-c', 'systemd-analyze verify "$1" 2>&1', 'sh', path], { encoding: 'utf8' });
    expect(said.replaceAll(/^.*(is not executable|Failed to).*$\n?/gm, '')).toBe('');
  });
});
