import { describe, expect, it } from 'vitest';

import { loadDocument } from '../../../generator/load/document.js';
import { isPublicAddress } from '../../../generator/load/remote-addresses.js';
import { fetchText, readText } from '../../../generator/load/remote-fetch.js';
import { addRemoteFiles } from '../../../generator/load/remote.js';
import { folderOf } from '../../support/provider-folder.js';

const document = (parts: object): object => ({ openapi: '3.1.0', paths: {}, components: { schemas: parts } });
const folder = folderOf('acme', {
  'manifest.yaml': 'title: https://example.com',
  'openapi.json': document({ A: { $ref: 'https://specs.example.com/v1/a.yaml#/A' } }),
});

describe('addRemoteFiles', () => {
  it('fetches each address once, and what the parts refer to', async () => {
    const asked: string[] = [];
    const texts: Readonly<Record<string, string>> = {
      'https://specs.example.com/v1/a.yaml':
        'A: { type: object, properties: { b: { $ref: "../b.json" }, a: { $ref: "#/A" } } }',
      'https://specs.example.com/b.json': '{ "type": "string", "x": { "$ref": "v1/a.yaml#/A" } }',
    };
    const result = await addRemoteFiles(folder, async (address) => {
      asked.push(address);
      return Promise.resolve({ text: texts[address] ?? '' });
    });
    expect(asked).toEqual(Object.keys(texts));
    expect(result.diagnostics).toEqual([]);
    const loaded = loadDocument(result.value, 'openapi.json');
    expect(loaded.diagnostics).toEqual([]);
    expect(JSON.stringify(loaded.value)).toContain('"type":"string"');
  });

  it('reports the file that refers to what cannot be fetched', async () => {
    const result = await addRemoteFiles(folder, () => Promise.resolve({ reason: 'no answer' }));
    expect(result.diagnostics).toMatchObject([
      { code: 'file-unreadable', severity: 'error', at: { file: 'schemas/acme/openapi.json' } },
    ]);
  });

  it('ends after a hundred parts', async () => {
    let count = 0;
    const result = await addRemoteFiles(folder, () => {
      count += 1;
      return Promise.resolve({ text: `{ "$ref": "https://specs.example.com/${count}.json" }` });
    });
    expect(count).toBe(100);
    expect(result.diagnostics).toHaveLength(1);
  });
});

describe('without --allow-remote', () => {
  it('an address is a dangling reference, with the option as the hint', () => {
    const { diagnostics } = loadDocument(folder, 'openapi.json');
    expect(diagnostics).toMatchObject([
      { code: 'reference-dangling', hint: expect.stringContaining('--allow-remote') as string },
    ]);
  });
});

describe('isPublicAddress', () => {
  const refused = [
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
    ],
    ...[
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12::1',
      'ff02::1',
    ],
    ...[
      '::ffff:10.0.0.1',
      '::ffff:93.184.216.34',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '2001:db8::1',
      '::127.0.0.1',
      'localhost',
      '',
    ],
  ];
  it.each(refused)('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '[2606:4700::1111]'])(
    'allows %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('fetchText', () => {
  it.each([
    ['http://example.com/a.json', 'only https addresses are fetched'],
    ['file:///etc/hosts', 'only https addresses are fetched'],
    ['https://user:secret@example.com/', 'an address with credentials is not fetched'],
    ['https://127.0.0.1/', 'private addresses are not fetched'],
    ['https://[::1]/', 'private addresses are not fetched'],
    ['https://2130706433/', 'private addresses are not fetched'],
    ['https://localhost/', 'private addresses are not fetched'],
  ])('refuses %s', async (address, reason) => {
    expect(await fetchText(address)).toEqual({ reason });
  });
});

describe('readText', () => {
  it('stops where the answer is longer than allowed', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent += 1;
        yield await Promise.resolve(new Uint8Array(10));
      }
    }
    expect(await readText(endless(), 95)).toEqual({ reason: 'the answer is longer than 95 bytes' });
    expect(sent).toBe(10);
  });

  it('refuses bytes that are not UTF-8', async () => {
    expect(await readText([new Uint8Array([0xff])] as unknown as AsyncIterable<unknown>, 9)).toEqual({
      reason: 'its bytes are not UTF-8',
    });
  });
});
