/** The three commands about samples, run as a user runs them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { runCli, userFolder } from '../../cli/run-cli.js';
import { acmeManifest, root } from '../../support/provider-folder.js';

const NOTE = {
  kind: 'note.added',
  id: 'n-1',
  author: { id: 'u-1', email: 'first@example.com' },
  editor: { id: 'u-2', email: 'second@example.com' },
  place: null,
  tags: [],
  state: 'open',
};

const SECRETS = ['Marigold', 'Thornbury', '7741902255', 'marigold.thornbury@example.org', 'SN99TK3071'];
const CAPTURED = {
  kind: 'note.added',
  id: SECRETS[2],
  author: { id: SECRETS[4], email: SECRETS[3] },
  editor: { id: SECRETS[4], email: SECRETS[3] },
  place: `${SECRETS[0]} ${SECRETS[1]}`,
  tags: [],
  state: 'open',
};

function acme(more: Readonly<Record<string, string | object>> = {}, manifest: object = {}): string {
  return userFolder({
    'acme/manifest.yaml': { ...acmeManifest(), ...manifest },
    'acme/samples/note.added/1.json': NOTE,
    'acme/samples/note.added/2.json': { ...NOTE, id: 'n-2' },
    ...more,
  });
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, 'schemas/acme', path), 'utf8');
}

function write(folder: string, path: string, text: string): string {
  const file = join(folder, path);
  writeFileSync(file, text);
  return file;
}

describe('hookwright infer', () => {
  const folder = acme();

  it('prints a table for each type, with support, and finds types by their shape', () => {
    const { code, stdout } = runCli(folder, ['infer', 'acme']);
    expect(code).toBe(0);
    expect(stdout).toContain('NoteAddedEvent: 2 samples of note.added\n');
    expect(stdout).toMatch(/^member +kind +samples +presence +null +more$/m);
    expect(stdout).toMatch(/^id +string +2 +always +never/m);
  });

  it('lists every open question with an overlay line that answers it', () => {
    const before = runCli(folder, ['infer', 'acme']).stdout;
    const lines = before.match(/- \{ target: .*\}$/gm) ?? [];
    expect(before).toContain('open questions: 2');
    expect(lines).toHaveLength(2);
    const actions = lines.map((line) => line.replace('<reason>', 'The vendor says so.')).join('\n  ');
    const overlay = `overlay: 1.0.0\ninfo: { title: x, version: '1' }\nactions:\n  ${actions}\n`;
    const answered = acme({ 'acme/overlay.yaml': overlay });
    expect(runCli(answered, ['infer', 'acme']).stdout).toContain('open questions: none');
    expect(runCli(answered, ['generate']).code).toBe(0);
    expect(readFileSync(join(answered, 'generated/src/acme/types/note-added.ts'), 'utf8')).toContain('place: string;');
  });

  it('explains one place by schema pointer or by path, and a wrong one is the user’s mistake', () => {
    const byPointer = runCli(folder, ['infer', 'acme', '--explain', 'NoteAddedEvent#/properties/place']);
    expect(byPointer.stdout).toContain('open: was only ever null; 2 samples (note.added/1, note.added/2)');
    expect(byPointer.stdout).toContain('- { target: "$.components.schemas.NoteAddedEvent.properties.place"');
    const byPath = runCli(folder, ['infer', 'acme', '--explain', 'NoteAddedEvent#place']);
    expect(byPath.stdout).toBe(byPointer.stdout);
    const wrong = runCli(folder, ['infer', 'acme', '--explain', 'NoteAddedEven#place']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('did you mean "NoteAddedEvent"?');
  });

  it('works on the providers of this repository', () => {
    const { code, stdout } = runCli(root, ['infer', 'terra']);
    expect(code).toBe(0);
    expect(stdout).toContain('SleepEvent: ');
    const json = runCli(root, ['infer', 'spike', '--json']);
    expect(JSON.parse(json.stdout)).toHaveProperty('types');
  });
});

describe('hookwright capture', () => {
  it('writes a scrubbed sample that generation takes, and says what it replaced', () => {
    const folder = acme();
    const file = write(folder, 'body.json', JSON.stringify(CAPTURED));
    const { code, stdout } = runCli(folder, ['capture', 'acme', 'note.added', file]);
    const written = read(folder, 'samples/note.added/3.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\/author\/email +email/);
    for (const secret of SECRETS) expect(written + stdout).not.toContain(secret);
    const body = JSON.parse(written) as typeof NOTE;
    expect(body.kind).toBe('note.added');
    expect(body.author).toEqual(body.editor);
    expect(runCli(folder, ['generate']).code).toBe(0);
  });

  it('refuses where it is unsure, and writes with --accept', () => {
    const folder = acme();
    const file = write(folder, 'body.json', JSON.stringify({ ...CAPTURED, state: 'unheard' }));
    const refused = runCli(folder, ['capture', 'acme', 'note.added', file]);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('/state');
    expect(refused.stderr).toContain('--accept');
    expect(existsSync(join(folder, 'schemas/acme/samples/note.added/3.json'))).toBe(false);
    expect(runCli(folder, ['capture', 'acme', 'note.added', file, '--accept']).code).toBe(0);
    expect(read(folder, 'samples/note.added/3.json')).toContain('unheard');
  });

  it('signs the sample anew over its own bytes and keeps no other header', () => {
    const folder = acme();
    const file = write(folder, 'body.json', JSON.stringify(CAPTURED));
    const headers = write(
      folder,
      'headers.txt',
      'X-Acme-Signature: 0123abcd\nContent-Type: application/json\nX-Forwarded-For: 192.0.2.77\n',
    );
    const { code } = runCli(folder, ['capture', 'acme', 'note.added', file, '--headers', headers, '--as', 'signed']);
    expect(code).toBe(0);
    const kept = JSON.parse(read(folder, 'samples/note.added/signed.headers.json')) as Record<string, string>;
    expect(Object.keys(kept).sort()).toEqual(['content-type', 'x-acme-signature']);
    const hmac = spawnSync('openssl', ['dgst', '-sha256', '-hmac', 'hookwright-sample-secret'], {
      input: read(folder, 'samples/note.added/signed.json'),
      encoding: 'utf8',
    });
    if (hmac.status === 0) expect(hmac.stdout.trim().split(' ').at(-1)).toBe(kept['x-acme-signature']);
    expect(kept['x-acme-signature']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('reads standard input, and refuses a body of another event, a taken name and a path', () => {
    const folder = acme();
    const pipe = (body: object, argv: readonly string[]): number | null =>
      spawnSync(
        process.execPath,
        [
          '--import',
          join(root, 'node_modules/tsx/dist/loader.mjs'),
          join(root, 'generator/cli.ts'),
          'capture',
          'acme',
          'note.added',
          '-',
          ...argv,
        ],
        {
          cwd: folder,
          input: JSON.stringify(body),
        },
      ).status;
    expect(pipe({ ...CAPTURED, kind: 'note.gone' }, [])).toBe(2);
    expect(pipe(CAPTURED, ['--as', '1'])).toBe(2);
    expect(pipe(CAPTURED, ['--as', '../1'])).toBe(2);
    expect(pipe(CAPTURED, ['--as', 'piped'])).toBe(0);
    expect(read(folder, 'samples/note.added/piped.json')).toContain('note.added');
  });
});

describe('hookwright observe', () => {
  const folder = acme();
  beforeAll(() => {
    expect(runCli(folder, ['generate']).code).toBe(0);
  });

  it('makes samples needless: every generated file stays as it is but the lock’s list of inputs', () => {
    const before = generatedFiles(folder);
    expect(runCli(folder, ['observe', 'acme']).code).toBe(0);
    rmSync(join(folder, 'schemas/acme/samples'), { recursive: true });
    expect(runCli(folder, ['generate']).code).toBe(0);
    expect(generatedFiles(folder)).toEqual(before);
    const text = read(folder, 'observations.json');
    for (const value of ['first@example.com', 'n-1', 'u-2']) expect(text).not.toContain(value);
  });

  it('merges NDJSON, whole or in parts and in any order, to the same bytes', () => {
    const lines = Array.from({ length: 40 }, (_, i) => ({
      ...NOTE,
      id: `n-${i}`,
      ...(i % 3 === 0 ? {} : { extra: i }),
    }));
    const texts = [lines, [...lines].reverse()].map((list, i) => {
      const own = acme();
      const text = list.map((line) => JSON.stringify(line)).join('\n');
      const file = write(own, 'bodies.ndjson', i === 0 ? text : text.split('\n').slice(0, 11).join('\n'));
      expect(runCli(own, ['observe', 'acme', file]).code).toBe(0);
      if (i === 1) {
        writeFileSync(file, text);
        expect(runCli(own, ['observe', 'acme', file]).code).toBe(0);
      }
      return read(own, 'observations.json');
    });
    expect(texts[0]).toBe(texts[1]);
  });

  it('takes NDJSON and one body on many lines from standard input, and refuses what is neither', () => {
    const own = acme();
    const pipe = (input: string): { readonly status: number | null; readonly stdout: string } =>
      spawnSync(
        process.execPath,
        [
          '--import',
          join(root, 'node_modules/tsx/dist/loader.mjs'),
          join(root, 'generator/cli.ts'),
          'observe',
          'acme',
          '-',
        ],
        { cwd: own, input, encoding: 'utf8' },
      );
    expect(pipe(JSON.stringify(NOTE, undefined, 2)).stdout).toContain('2 samples and 1 other bodies seen');
    expect(pipe(`\n${JSON.stringify(NOTE)}\n${JSON.stringify(NOTE)}\n`).stdout).toContain('and 2 other bodies seen');
    expect(pipe('{"kind": "note.added",\n"id"').status).toBe(2);
  });

  it('leaves out bodies of an unknown event type and says so; without any other it is an error', () => {
    const own = acme();
    const mixed = write(own, 'a.ndjson', `${JSON.stringify(NOTE)}\n{"kind":"other"}\n`);
    const result = runCli(own, ['observe', 'acme', mixed]);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('1 bodies were left out');
    const none = write(own, 'b.ndjson', '{"kind":"other"}\n');
    expect(runCli(own, ['observe', 'acme', none]).code).toBe(2);
  });
});

describe('names of types found by their shape', () => {
  it('are pinned in the lock: a sample that would rename a type does not', () => {
    const person = { id: 'u-1', email: 'first@example.com', age: 30 };
    const body = { kind: 'note.added', author: person, editor: person };
    const folder = userFolder({
      'acme/manifest.yaml': acmeManifest(),
      'acme/samples/note.added/1.json': body,
    });
    expect(runCli(folder, ['generate']).code).toBe(0);
    const types = join(folder, 'generated/src/acme/types/note-added.ts');
    expect(readFileSync(types, 'utf8')).toContain('interface Author ');
    const more = { ...body, kind: 'note.added', editors: { editor: person }, chief: { editor: person } };
    writeFileSync(join(folder, 'schemas/acme/samples/note.added/2.json'), JSON.stringify(more));
    expect(runCli(folder, ['generate']).code).toBe(0);
    expect(readFileSync(types, 'utf8')).toContain('interface Author ');
    expect(runCli(folder, ['check']).code).toBe(0);
    expect(runCli(folder, ['check', '--force']).code).toBe(0);
    rmSync(join(folder, 'generated/hookwright.lock.json'));
    expect(runCli(folder, ['generate']).code).toBe(0);
    expect(readFileSync(types, 'utf8')).toContain('interface Editor ');
  });
});

function generatedFiles(folder: string): Readonly<Record<string, string>> {
  const output = join(folder, 'generated');
  const files = readdirSync(output, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock.json'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(file, 'utf8')]));
}
