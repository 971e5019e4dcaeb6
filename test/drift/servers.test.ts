/** An operation that moves to another host is told as a change of address. */
import { expect, test } from 'vitest';

import { sideOfDocument } from '../../generator/cli/sides.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import type { JsonValue } from '../../generator/schema.js';

function changes(before: readonly JsonValue[], after: readonly JsonValue[]): readonly string[] {
  const [from = new Map(), to = new Map()] = [before, after].map((servers) => {
    const operation = { operationId: 'send', responses: { '204': { description: 'Sent.' } }, servers };
    const paths = { '/files': { post: operation } };
    const document = { openapi: '3.1.0', info: { title: 'Acme', version: '1' }, paths };
    return sideOfDocument({ ...document, servers: [{ url: 'https://api.example.com' }] }, 'openapi.yaml');
  });
  return diffSides(from, to).map(({ kind, pointer, detail }) => `${kind} ${pointer} ${detail}`);
}

test('to another, from the environment, back to it, and not at all', () => {
  const [one, two] = ['https://one.example.com', 'https://two.example.com'].map((url) => [{ url }]);
  const at = 'environment-moved /paths/~1files/post';
  expect(changes(one ?? [], two ?? [])).toEqual([`${at} https://one.example.com before, https://two.example.com now`]);
  expect(changes([], one ?? [])).toEqual([`${at} the environment's before, https://one.example.com now`]);
  expect(changes(one ?? [], [])).toEqual([`${at} https://one.example.com before, the environment's now`]);
  expect(changes(one ?? [], one ?? [])).toEqual([]);
});
