import { describe, expect, test } from 'vitest';

import type { Diagnostic } from '../../../generator/diagnostics.js';
import type { Environment } from '../../../generator/manifest/manifest.js';
import { placeServers } from '../../../generator/normalize/servers.js';
import type { JsonValue } from '../../../generator/schema.js';

const LIVE = { production: 'https://api.example.com' };
const BOTH = { production: 'https://api.example.com/v1', sandbox: 'https://sandbox.example.com/v1' };
const USUAL = [{ url: 'https://api.example.com/v1' }, { url: 'https://sandbox.example.com/v1/' }];
const UPLOADS = 'https://uploads.example.com';

interface Case {
  readonly says: string;
  readonly environments?: Readonly<Record<string, string>>;
  /** The document's own. */
  readonly usual?: JsonValue;
  readonly given: JsonValue;
  readonly want: unknown;
  /** Texts of the warnings. */
  readonly warns?: readonly string[];
}

const plain = (url: string): object => ({ url, variables: {} });

const cases: readonly Case[] = [
  { says: 'one environment, one server', given: [{ url: `${UPLOADS}/` }], want: { production: plain(UPLOADS) } },
  { says: 'the first of several', given: [{ url: UPLOADS }, { url: '/x' }], want: { production: plain(UPLOADS) } },
  { says: "the environment's own address", given: [{ url: 'https://API.example.com/' }], want: undefined },
  { says: "one of the document's", usual: [{ url: UPLOADS }], given: [{ url: UPLOADS }], want: undefined },
  { says: 'none', given: [], want: undefined },
  { says: 'relative ones stay', given: [{ url: '/v2' }], want: { production: plain('/v2') } },
  {
    says: "by place in the document's list",
    environments: BOTH,
    usual: USUAL,
    given: [{ url: UPLOADS }, { url: 'https://uploads.sandbox.example.com' }],
    want: { production: plain(UPLOADS), sandbox: plain('https://uploads.sandbox.example.com') },
  },
  {
    says: 'by name, before the place',
    environments: BOTH,
    usual: USUAL,
    given: [
      { url: 'https://s.example.com', name: 'sandbox' },
      { url: UPLOADS, name: 'production' },
    ],
    want: { production: plain(UPLOADS), sandbox: plain('https://s.example.com') },
  },
  {
    says: "what is not known to be the sandbox's is not its",
    environments: BOTH,
    usual: USUAL,
    given: [{ url: UPLOADS }],
    want: { production: plain(UPLOADS) },
    warns: ['none is known to be of "sandbox"'],
  },
  {
    says: 'nor is anything guessed where the document names none of them',
    environments: BOTH,
    given: [{ url: UPLOADS }],
    want: undefined,
    warns: ['none is known to be of "production"', 'none is known to be of "sandbox"'],
  },
  {
    says: 'a relative one is of all environments',
    environments: BOTH,
    given: [{ url: '/v2' }],
    want: { production: plain('/v2'), sandbox: plain('/v2') },
  },
  {
    says: 'variables, a default that is not listed among them',
    given: [
      {
        url: 'https://{r}.example.com:{port}',
        variables: { r: { default: 'us', enum: ['eu'] }, port: { default: 8443 } },
      },
    ],
    want: {
      production: {
        url: 'https://{r}.example.com:{port}',
        variables: { r: { default: 'us', values: ['us', 'eu'] }, port: { default: '8443' } },
      },
    },
  },
  {
    says: 'a variable that is not declared',
    given: [{ url: 'https://{r}.example.com' }],
    want: undefined,
    warns: ['no address in `servers` can be read'],
  },
  {
    says: 'what is no server',
    given: ['x', { url: 4 }, { url: 'https://a b' }],
    want: undefined,
    warns: ['no address'],
  },
  { says: 'a query', given: [{ url: 'https://a.example.com?x=1' }], want: undefined, warns: ['no address'] },
  {
    says: 'credentials do not go out in the clear',
    given: [{ url: 'http://uploads.example.com' }],
    want: undefined,
    warns: ['it is not encrypted'],
  },
  { says: 'other protocols', given: [{ url: 'wss://stream.example.com' }], want: undefined, warns: ['not of the web'] },
  {
    says: 'in the clear where the environment is',
    environments: { local: 'http://127.0.0.1:4000' },
    given: [{ url: 'http://127.0.0.1:4001' }],
    want: { local: plain('http://127.0.0.1:4001') },
  },
];

describe('servers of an operation', () => {
  test.each(cases)('$says', ({ environments = LIVE, usual, given, want, warns = [] }) => {
    const problems: Diagnostic[] = [];
    const context = {
      file: 'a',
      dialect: { openapi: '3.1' as const },
      problems,
      resolve: () => undefined,
      lookup: () => undefined,
    };
    const list = Object.entries(environments).map(([name, url]): Environment => ({ name, url, description: '' }));
    const document = usual === undefined ? {} : { servers: usual };
    const found = placeServers(given, '/paths/~1x/get', { document, file: 'a', context, environments: list });
    expect(found).toEqual(want);
    expect(problems.map(({ message }) => message)).toEqual(
      warns.map((text) => expect.stringContaining(text) as unknown),
    );
    expect(problems.every(({ severity, at }) => severity === 'warning' && at.pointer === '/paths/~1x/get')).toBe(true);
  });
});
