import { describe, expect, it } from 'vitest';

import { parseManifest } from '../../../generator/manifest/parse-manifest.js';
import type { JsonValue } from '../../../generator/schema.js';
import { acmeManifest } from '../../support/provider-folder.js';

function problemsOf(manifest: unknown): readonly string[] {
  return parseManifest(manifest as JsonValue, 'acme', 'schemas/acme/manifest.yaml').diagnostics.map(
    (diagnostic) =>
      `${diagnostic.at.pointer ?? ''}: ${diagnostic.message}${diagnostic.hint === undefined ? '' : ` | ${diagnostic.hint}`}`,
  );
}

/** A copy of the right manifest with one member set. */
function changed(path: string, value: unknown): unknown {
  const manifest = acmeManifest();
  const names = path.split('/').slice(1);
  const last = names.pop() ?? '';
  let target: Record<string, unknown> = manifest;
  for (const name of names) target = (target[name] ??= {}) as Record<string, unknown>;
  target[last] = value;
  return manifest;
}

const SIGNATURE = '/webhooks/events/signature';

const EVENTS = '/webhooks/events/events';
const NO_POINTER = 'is no JSON pointer | Begin with /.';

describe('a pointer that does not begin with /', () => {
  it.each<[string, string, unknown, string]>([
    [
      'of the discriminator',
      '/webhooks/events/discriminator',
      { member: 'kind' },
      '/webhooks/events/discriminator/member',
    ],
    ['of the user', '/webhooks/events/user', ['/a', 'kind'], '/webhooks/events/user/1'],
    ['of the delivery', '/webhooks/events/delivery', [{ member: 'kind' }], '/webhooks/events/delivery/0/member'],
    ['of what is signed', `${SIGNATURE}/content`, ['body', { member: ['kind'] }], `${SIGNATURE}/content/1/member/0`],
    ['of records', `${EVENTS}/a`, { records: { at: 'kind', key: ['/id'] } }, `${EVENTS}/a/records/at`],
    ['of a key', `${EVENTS}/a`, { records: { key: ['/id', ['^/b', '^kind|day']] } }, `${EVENTS}/a/records/key/1`],
    ['of a version', `${EVENTS}/a`, { records: { version: { newest: 'kind' } } }, `${EVENTS}/a/records/version/newest`],
    ['of a lifecycle', `${EVENTS}/a`, { lifecycle: { disconnected: 'kind' } }, `${EVENTS}/a/lifecycle/disconnected`],
    [
      'of a condition',
      `${EVENTS}/a`,
      { lifecycle: { connected: '/u', when: { kind: 'x' } } },
      `${EVENTS}/a/lifecycle/when`,
    ],
    ['of a download', `${EVENTS}/a`, { followUp: { download: 'kind' } }, `${EVENTS}/a/followUp/download`],
    [
      'of an answer',
      '/webhooks/events/answers',
      { b: { event: 'note.added', at: 'kind' } },
      '/webhooks/events/answers/b/at',
    ],
  ])('%s is refused', (_name, path, value, place) => {
    expect(problemsOf(changed(path, value))).toContain(`${place}: "kind" ${NO_POINTER}`);
  });

  it('of pages is refused', () => {
    const rule = { kind: 'cursor', operations: ['a'], parameter: 'p', next: 'next', items: 'items' };
    const api = { document: 'o.yaml', environments: { live: { url: 'https://api.example.com' } }, pagination: [rule] };
    expect(problemsOf({ ...acmeManifest(), apis: { main: api } })).toEqual([
      `/apis/main/pagination/0/items: "items" ${NO_POINTER}`,
      `/apis/main/pagination/0/next: "next" ${NO_POINTER}`,
    ]);
  });

  it('of a call that follows is refused, unless it is a value', () => {
    const followUp = { fetch: 'list', parameters: { a: '/a', b: '=b', c: 'c' } };
    expect(problemsOf(changed(`${EVENTS}/a`, { followUp }))).toEqual([
      `${EVENTS}/a/followUp/parameters/c: "c" is neither a JSON pointer nor a value | Begin with / or =.`,
    ]);
  });
});

describe('an option for a credential', () => {
  const problemsOfApi = (authentication: object): readonly string[] => {
    const api = { document: 'o.yaml', environments: { live: { url: 'https://api.example.com' } }, authentication };
    return problemsOf({ ...acmeManifest(), apis: { main: api } });
  };
  const wrong = (place: string, name: string): string =>
    `/apis/main/authentication/${place}: "${name}" cannot be the name of an option | Use camelCase letters and digits, and no name of a setting.`;

  it.each<[string, object, readonly string[]]>([
    ['that no variable can be called', { kind: 'bearer', token: 'api-key' }, [wrong('token', 'api-key')]],
    ['that is a setting', { kind: 'basic', username: 'user', password: 'fetch' }, [wrong('password', 'fetch')]],
    ['of a header', { kind: 'headers', headers: { 'x-a': 'apiKey', 'x-b': '1b' } }, [wrong('headers/x-b', '1b')]],
    [
      'of a token',
      {
        kind: 'hmacToken',
        operation: 'createToken',
        body: { id: 'baseUrl' },
        signature: { member: 's', key: 'a.b', content: 'userId' },
        token: 'access-token',
      },
      [wrong('signature/key', 'a.b'), wrong('body/id', 'baseUrl')],
    ],
  ])('%s is refused', (_name, authentication, want) => {
    expect([...problemsOfApi(authentication)].sort()).toEqual([...want].sort());
  });
});

describe('a folder', () => {
  it.each(['client', 'testing', 'node', 'runtime', 'package', 'default', 'await'])('called %s is refused', (name) => {
    const { diagnostics } = parseManifest(acmeManifest() as JsonValue, name, `schemas/${name}/manifest.yaml`);
    expect(diagnostics.map(({ message }) => message)).toEqual([`"${name}" cannot be the name of a provider`]);
  });
});

describe('a manifest', () => {
  it('is accepted when it is right', () => {
    expect(problemsOf(acmeManifest())).toEqual([]);
  });

  it.each([
    ['a list', []],
    ['a text', 'manifest'],
    ['nothing', null],
  ])('that is %s is refused', (_, manifest) => {
    expect(problemsOf(manifest)[0]).toContain('expected a mapping');
  });

  it.each([
    [
      'an unknown key, with the nearest known one',
      '/webhok',
      {},
      '/webhok: unknown key "webhok" | Did you mean "webhooks"?',
    ],
    ['a title that is a number', '/title', 5, '/title: expected a text, not a number'],
    [
      'a status that is no success',
      '/webhooks/events/accepted',
      [200, 302],
      '/webhooks/events: expected at least one status from 200 to 299 in "accepted"',
    ],
    [
      'a retry that is negative',
      '/webhooks/events/retrySeconds',
      [-1],
      '/webhooks/events/retrySeconds/0: expected a whole number that is not negative',
    ],
    [
      'an unknown envelope',
      '/webhooks/events/envelope',
      'list',
      '/webhooks/events/envelope: expected one of object, array',
    ],
    [
      'no discriminator',
      '/webhooks/events/discriminator',
      {},
      '/webhooks/events/discriminator: a webhook needs a discriminator | Write discriminator: { member: /type }.',
    ],
    [
      'a coverage that the content does not have',
      `${SIGNATURE}/coverage`,
      'identifiers',
      `${SIGNATURE}/coverage: coverage is "body" exactly where the content has body`,
    ],
    [
      'a tolerance without a signed timestamp',
      `${SIGNATURE}/toleranceSeconds`,
      300,
      `${SIGNATURE}/toleranceSeconds: a tolerance needs a signed timestamp`,
    ],
    [
      'a part of the content that is not known',
      `${SIGNATURE}/content`,
      ['body', 'head'],
      `${SIGNATURE}/content/1: expected body, timestamp, id, { text: … } or { member: [pointers] }`,
    ],
    [
      'no header for the signature',
      `${SIGNATURE}/headers`,
      {},
      `${SIGNATURE}/headers: no header carries the signature`,
    ],
    [
      'an entity without a place',
      '/entities',
      { Note: {} },
      "/entities/Note/at: an entity needs at least one place | Write at: ['<folder>#<pointer>'].",
    ],
    [
      'an entity with a name that is no type',
      '/entities',
      { note: { at: ['a#/b'] } },
      '/entities/note: "note" cannot be a type\'s name | Use PascalCase letters and digits.',
    ],
    [
      'a place that is no selector',
      '/entities',
      { Note: { at: ['a/b'] } },
      "/entities/Note/at/0: expected <folder>#<pointer> | For example 'sleep#/data/*'.",
    ],
    [
      'a family without values',
      '/webhooks/events/events',
      { 'a.{b}': {} },
      '/webhooks/events/events/a.{b}/each: "b" has no values | Add b: [<values>].',
    ],
    [
      'an environment that is no address',
      '/apis',
      { main: { document: 'o.yaml', environments: { live: { url: 'ftp://x' } } } },
      '/apis/main/environments/live: expected an http(s) address without a final slash, query or fragment',
    ],
    [
      'an unknown cut of a record key',
      '/webhooks/events/events',
      { a: { records: { key: ['/x|week'] } } },
      '/webhooks/events/events/a/records/key/0: unknown cut "|week" | Known cuts: |day and |stem.',
    ],
  ])('with %s is refused there', (_, path, value, want) => {
    expect(problemsOf(changed(path, value))).toContain(want);
  });

  it('reports every problem, not only the first', () => {
    const manifest = { ...acmeManifest(), title: 1, links: 'x', nonsense: true };
    expect(problemsOf(manifest).length).toBeGreaterThanOrEqual(3);
  });

  it('refuses an event type that two entries claim', () => {
    const events = { 'a.{x}': { each: { x: ['b', 'c'] } }, 'a.b': {} };
    expect(problemsOf(changed('/webhooks/events/events', events)).join()).toContain(
      'the event type "a.b" is already in "a.{x}"',
    );
  });

  it('expands a family into every combination, in code-unit order', () => {
    const events = { '{a}.{b}': { each: { a: ['y', 'x'], b: ['2', '1'] }, type: 'FamilyEvent' } };
    const manifest = parseManifest(
      changed('/webhooks/events/events', events) as JsonValue,
      'acme',
      'manifest.yaml',
    ).value;
    expect(manifest.webhooks[0]?.events[0]?.types).toEqual(['x.1', 'x.2', 'y.1', 'y.2']);
  });
});
