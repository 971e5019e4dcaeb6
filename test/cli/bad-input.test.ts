import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { acmeManifest } from '../support/provider-folder.js';
import { runCli, userFolder } from './run-cli.js';

const SAMPLE = { kind: 'note.added', id: 'n-1', text: 'An example' };

function acme(
  more: Readonly<Record<string, string | object>> = {},
  manifest: object = {},
): Readonly<Record<string, string | object>> {
  return {
    'acme/manifest.yaml': { ...acmeManifest(), ...manifest },
    'acme/samples/note.added/plain.json': SAMPLE,
    ...more,
  };
}

const API = {
  apis: {
    main: {
      document: 'openapi.yaml',
      overlay: 'overlay.yaml',
      environments: { live: { url: 'https://api.example.com' } },
    },
  },
};
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  paths: {},
  components: { schemas: { A: { type: 'object' } } },
};
const OVERLAY = { overlay: '1.0.0', info: { title: 'x', version: '1' }, actions: [] };

/** What is wrong, the files, and the parts of the message that name the place and the way out. */
const CASES: readonly (readonly [string, Readonly<Record<string, string | object>>, readonly string[]])[] = [
  [
    'YAML that cannot be read',
    acme({ 'acme/manifest.yaml': 'title: a\n  b: c\n' }),
    ['schemas/acme/manifest.yaml:2', '[syntax]'],
  ],
  [
    'an unknown manifest key',
    acme({}, { webhook: {} }),
    ['schemas/acme/manifest.yaml (/webhook)', 'Did you mean "webhooks"?'],
  ],
  [
    'a sample that is not JSON',
    acme({ 'acme/samples/note.added/broken.json': '{"a": 1,\n"b" 2}' }),
    ['samples/note.added/broken.json:2', '[sample-invalid]'],
  ],
  [
    'an event with neither schema nor sample',
    { 'acme/manifest.yaml': acmeManifest() },
    ['(/webhooks/events/events/note.added)', 'neither a schema nor a sample', 'samples/note.added/'],
  ],
  [
    'a sample of another event type',
    acme({ 'acme/samples/note.added/other.json': { kind: 'note.gone' } }),
    ['samples/note.added/other.json', '[sample-envelope]', '"note.added"'],
  ],
  [
    'a dangling reference',
    acme(
      {
        'acme/openapi.yaml': { ...DOCUMENT, components: { schemas: { A: { $ref: '#/components/schemas/Missing' } } } },
        'acme/overlay.yaml': OVERLAY,
      },
      API,
    ),
    ['schemas/acme/openapi.yaml (/components/schemas/A/$ref)', '"#/components/schemas/Missing" points at nothing'],
  ],
  [
    'an unsupported keyword',
    acme(
      {
        'acme/openapi.yaml': { ...DOCUMENT, components: { schemas: { A: { $dynamicRef: '#x' } } } },
        'acme/overlay.yaml': OVERLAY,
      },
      API,
    ),
    ['schemas/acme/openapi.yaml (/components/schemas/A/$dynamicRef)', '[keyword-unsupported]', 'overlay.yaml'],
  ],
  [
    'two names that collide',
    acme(
      {
        'acme/openapi.yaml': { ...DOCUMENT, components: { schemas: { data_source: {}, DataSource: {} } } },
        'acme/overlay.yaml': OVERLAY,
      },
      API,
    ),
    ['(/components/schemas/DataSource)', 'would be exported as "DataSource"', 'names: {'],
  ],
  [
    'an overlay target that matches nothing',
    acme(
      {
        'acme/openapi.yaml': DOCUMENT,
        'acme/overlay.yaml': { ...OVERLAY, actions: [{ target: '$.components.schemas.B', remove: true }] },
      },
      API,
    ),
    ['schemas/acme/overlay.yaml (/actions/0', '[overlay-target]'],
  ],
  [
    'a document that is not there',
    acme({}, API),
    ['schemas/acme/openapi.yaml', 'schemas/acme/overlay.yaml', 'not there'],
  ],
  [
    'a document of another kind',
    acme({ 'acme/openapi.yaml': { swagger: '1.2' }, 'acme/overlay.yaml': OVERLAY }, API),
    ['schemas/acme/openapi.yaml (', '[document-invalid]'],
  ],
  [
    'a selector that matches nothing',
    acme({}, { entities: { Note: { at: ['note.added#/data'] } } }),
    ['(/entities/Note/at/0)'],
  ],
  [
    'a description without a place',
    acme({ 'acme/descriptions.yaml': { Nothing: { $: 'x' } } }),
    ['schemas/acme/descriptions.yaml (/Nothing)', '[description-target]'],
  ],
];

describe('bad input ends with exit code 2, says where and what to do, and writes nothing', () => {
  it.each(CASES)('%s', (_, files, parts) => {
    const folder = userFolder(files);
    const result = runCli(folder, ['generate']);
    expect(result.code).toBe(2);
    for (const part of parts) expect(result.stderr).toContain(part);
    expect(result.stderr).not.toContain('    at ');
    expect(existsSync(join(folder, 'generated'))).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('reports the problems of all providers at once', () => {
    const folder = userFolder({
      ...acme({ 'acme/samples/note.added/broken.json': '{' }),
      'beta/manifest.yaml': { title: 5 },
    });
    const { code, stderr } = runCli(folder, ['generate']);
    expect(code).toBe(2);
    expect(stderr).toContain('schemas/acme/samples/note.added/broken.json');
    expect(stderr).toContain('schemas/beta/manifest.yaml (/title)');
    expect(stderr).toMatch(/\d+ errors/);
    rmSync(folder, { recursive: true });
  });

  it('never prints a value of a payload', () => {
    const folder = userFolder(acme({ 'acme/samples/note.added/broken.json': '{"secret": "c0ffee-person", ' }));
    const { stderr, stdout } = runCli(folder, ['generate', '--verbose']);
    expect(stderr + stdout).not.toContain('c0ffee');
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['an unknown command', ['generat'], 'Did you mean generate?'],
    ['an unknown flag', ['generate', '--nonsense'], 'nonsense'],
    ['no command', [], 'Name a command.'],
    ['a provider that does not exist', ['generate', '--provider', 'acm'], 'did you mean "acme"?'],
    ['a folder that does not exist', ['generate', '--schemas', 'nowhere'], 'nowhere'],
  ])('%s is refused', (_, argv, part) => {
    const folder = userFolder(acme());
    const result = runCli(folder, argv);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(part);
    rmSync(folder, { recursive: true });
  });
});

describe('a failed run leaves what was generated before as it was', () => {
  it('keeps every byte', () => {
    const folder = userFolder(acme());
    expect(runCli(folder, ['generate']).code).toBe(0);
    const before = readFileSync(join(folder, 'generated/hookwright.lock.json'), 'utf8');
    writeFileSync(join(folder, 'schemas/acme/samples/note.added/plain.json'), '{');
    expect(runCli(folder, ['generate']).code).toBe(2);
    expect(readFileSync(join(folder, 'generated/hookwright.lock.json'), 'utf8')).toBe(before);
    rmSync(folder, { recursive: true });
  });
});
