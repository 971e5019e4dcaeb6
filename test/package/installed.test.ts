import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { root } from '../support/provider-folder.js';

const generated = join(root, 'generated');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

let project = '';
let tarball = '';

/** A project of a user: the packed package installed, nothing else. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'hookwright-user-'));
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', project], {
    cwd: generated,
    encoding: 'utf8',
  });
  tarball = join(project, (JSON.parse(output) as readonly { readonly filename: string }[])[0]?.filename ?? '');
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: project, stdio: 'pipe' });
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

/** TypeScript blocks of a Markdown file, in order. */
function examples(path: string): readonly string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
}

function typecheck(files: Readonly<Record<string, string>>): string {
  const folder = join(project, 'src');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    outDir: 'out',
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  return spawnSync(bin('tsc'), ['-p', project], { encoding: 'utf8' }).stdout;
}

describe('the packed package, installed in an empty project', () => {
  it('brings no dependencies', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@hookwright']);
  });

  it('compiles every TypeScript example of the READMEs', () => {
    const blocks = [...examples(join(root, 'README.md')), ...examples(join(generated, 'README.md'))];
    expect(blocks.length).toBeGreaterThan(6);
    expect(typecheck(Object.fromEntries(blocks.map((text, index) => [`example-${index}.ts`, text])))).toBe('');
  });

  it('runs the examples of the README', () => {
    const check = `
      import { receive } from './example-0.js';
      import { terra } from '@hookwright/providers';
      const body = JSON.stringify({ type: 'sleep', user: { user_id: 'u', provider: 'EXAMPLE' }, data: [{ metadata: { start_time: '2026-01-02T22:00:00', end_time: '2026-01-03T06:00:00', summary_id: 's', upload_type: 1 }, sleep_durations_data: { asleep: { duration_asleep_state_seconds: 25200 } } }] });
      const headers = await terra.webhooks.events.sign(body, { secret: 'a-secret-for-tests' });
      console.log(await receive(new Request('https://example.com', { method: 'POST', headers, body }), 'a-secret-for-tests'));
      const refused = receive(new Request('https://example.com', { method: 'POST', headers, body: body + ' ' }), 'a-secret-for-tests');
      console.log(await refused.catch((error) => error.reason));
    `;
    writeFileSync(join(project, 'out/check.js'), check);
    const run = (file: string): string =>
      execFileSync(process.execPath, [join(project, 'out', file)], { cwd: project, encoding: 'utf8' });
    expect(run('check.js')).toBe("[ '2026-01-02T22:00:00: 420 minutes' ]\nsignature_mismatch\n");
    expect(run('example-1.js')).toBe('daily.data.sleep.created body\n');
  });

  it('offers every subpath that it names', () => {
    const { exports } = JSON.parse(readFileSync(join(generated, 'package.json'), 'utf8')) as {
      readonly exports: Record<string, unknown>;
    };
    const paths = Object.keys(exports).filter((path) => !path.endsWith('.json'));
    const script = paths.map((path) => `await import('@hookwright/providers${path.slice(1)}');`).join('\n');
    writeFileSync(join(project, 'subpaths.mjs'), `${script}\nconsole.log('ok');`);
    expect(execFileSync(process.execPath, ['subpaths.mjs'], { cwd: project, encoding: 'utf8' })).toBe('ok\n');
  });

  it('runs without node:crypto where the platform is not Node', () => {
    const script = `
      import { vital } from '@hookwright/providers';
      const body = JSON.stringify({ event_type: 'daily.data.sleep.created', data: { id: 'a', user_id: 'b', source: { provider: 'oura' } } });
      const secret = 'whsec_ZXhhbXBsZS1zZWNyZXQtZm9yLXRlc3RzLW9ubHk=';
      const headers = await vital.webhooks.events.sign(body, { secret });
      console.log((await vital.webhooks.events.receive({ headers, body }, { secret })).event.type);
    `;
    writeFileSync(join(project, 'worker.mjs'), script);
    const bundle = spawnSync(
      bin('esbuild'),
      [
        'worker.mjs',
        '--bundle',
        '--format=esm',
        '--conditions=worker',
        '--platform=neutral',
        '--outfile=worker.bundle.mjs',
      ],
      { cwd: project, encoding: 'utf8' },
    );
    expect(bundle.status).toBe(0);
    expect(readFileSync(join(project, 'worker.bundle.mjs'), 'utf8')).not.toContain('node:crypto');
    expect(execFileSync(process.execPath, ['worker.bundle.mjs'], { cwd: project, encoding: 'utf8' })).toBe(
      'daily.data.sleep.created\n',
    );
  });

  it('is clean for publint', () => {
    const result = spawnSync(bin('publint'), ['run', tarball, '--strict'], { encoding: 'utf8' });
    expect(`${result.stdout}${result.stderr}`).toContain('All good');
    expect(result.status).toBe(0);
  });

  it('is clean for attw, as a package of ES modules', () => {
    const result = spawnSync(bin('attw'), [tarball, '--profile', 'esm-only', '--no-color'], { encoding: 'utf8' });
    const resolutions = result.stdout.split('\n').filter((line) => /^(node16 \(from ESM\)|bundler):/.test(line));
    expect(resolutions.length).toBeGreaterThan(20);
    expect(resolutions.filter((line) => !line.includes('🟢'))).toEqual([]);
    expect(result.status).toBe(0);
  });
});

describe('the runtime in the package', () => {
  it('is the hand-written one, byte for byte behind a header of three lines', () => {
    const files = readdirSync(join(root, 'runtime/core'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const path of files) {
      const copy = readFileSync(join(generated, 'src/runtime', path), 'utf8');
      expect(copy.split('\n').slice(3).join('\n')).toBe(readFileSync(join(root, 'runtime/core', path), 'utf8'));
    }
  });

  it('says @generated in every TypeScript file of the package, and nowhere else', () => {
    const all = readdirSync(join(generated, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const unmarked = all.filter(
      (path) => !readFileSync(join(generated, 'src', path), 'utf8').startsWith('// @generated by hookwright'),
    );
    expect(unmarked).toEqual([]);
  });
});
