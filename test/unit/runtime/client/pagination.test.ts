import { describe, expect, test } from 'vitest';

import { readJson } from '../../../../runtime/core/client/answers.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import type { Operation } from '../../../../runtime/core/client/operation.js';
import { items, pages } from '../../../../runtime/core/client/pagination.js';
import type { Pagination } from '../../../../runtime/core/client/pagination.js';
import { createFakeFetch } from '../../../../runtime/core/client/testing.js';

const list: Operation<Readonly<Record<string, unknown>>, unknown, { 200: unknown }> = {
  id: 'list',
  method: 'GET',
  path: '/list',
  parameters: [
    { in: 'query', name: 'cursor' },
    { in: 'query', name: 'page' },
    { in: 'query', name: 'offset' },
  ],
  responses: { 200: { 'application/json': readJson }, 204: {} },
};

async function collect(
  rule: Pagination,
  answers: Readonly<Record<string, unknown>>,
  params: object = {},
): Promise<{ readonly items: unknown[]; readonly queries: string[] }> {
  const { fetch, requests } = createFakeFetch({ 'GET /list': ({ url }) => ({ body: answers[url.search] ?? {} }) });
  const client = openConnection({ baseUrl: 'https://api.example.com' }, { fetch });
  const found: unknown[] = [];
  for await (const item of items(client, list, rule, { ...params })) found.push(item);
  return { items: found, queries: requests.map(({ url }) => url.search) };
}

describe('rules', () => {
  test('a cursor is followed until there is none', async () => {
    const rule: Pagination = { kind: 'cursor', parameter: 'cursor', next: '/meta/next', items: '/data' };
    const answers = { '': { data: [1, 2], meta: { next: 'b' } }, '?cursor=b': { data: [3], meta: { next: null } } };
    expect(await collect(rule, answers)).toEqual({ items: [1, 2, 3], queries: ['', '?cursor=b'] });
  });

  test('page numbers are taken from the answer, or counted where it only says that there is more', async () => {
    const rule: Pagination = { kind: 'page', parameter: 'page', first: 0, next: '/next', items: '/data' };
    expect(await collect(rule, { '': { data: [1], next: 5 }, '?page=5': { data: [2] } })).toEqual({
      items: [1, 2],
      queries: ['', '?page=5'],
    });
    const links = {
      '': { data: [1], next: 'https://api.example.com/list?page=1' },
      '?page=1': { data: [2], next: true },
      '?page=2': { data: [], next: false },
    };
    expect((await collect(rule, links)).queries).toEqual(['', '?page=1', '?page=2']);
  });

  test('offsets go on until the total is reached or a page is empty', async () => {
    const rule: Pagination = { kind: 'offset', parameter: 'offset', limit: 'limit', total: '/total', items: '/data' };
    expect(
      (await collect(rule, { '': { data: [1, 2], total: 3 }, '?offset=2': { data: [3], total: 3 } })).items,
    ).toEqual([1, 2, 3]);
    expect(
      (
        await collect(
          rule,
          { '?offset=2': { data: [3], total: 9 }, '?offset=3': { data: [], total: 9 } },
          { offset: 2 },
        )
      ).queries,
    ).toEqual(['?offset=2', '?offset=3']);
  });

  test('items of a map are names and values', async () => {
    const rule: Pagination = { kind: 'cursor', parameter: 'cursor', next: '/next', items: '/groups' };
    expect((await collect(rule, { '': { groups: { a: [1], b: [2] } } })).items).toEqual([
      ['a', [1]],
      ['b', [2]],
    ]);
  });
});

describe('link headers', () => {
  const rule: Pagination = { kind: 'link', items: '' };

  async function follow(links: readonly string[]): Promise<{ readonly items: unknown[]; readonly queries: string[] }> {
    const { fetch, requests } = createFakeFetch({
      'GET /list': (_request, count) => ({
        body: [count],
        headers: links[count - 1] === undefined ? {} : { link: links[count - 1] ?? '' },
      }),
    });
    const client = openConnection({ baseUrl: 'https://api.example.com' }, { fetch });
    const found: unknown[] = [];
    for await (const item of items(client, list, rule, { cursor: 'a' })) found.push(item);
    return { items: found, queries: requests.map(({ url }) => url.origin + url.pathname + url.search) };
  }

  test('the next page is the one with rel="next", whatever else is there', async () => {
    const links = [
      '<https://api.example.com/list?after=b%20c&page=2>; rel="next", <https://api.example.com/list?page=9>; rel="last"',
      '<?page=1>; rel="prev", <?page=3>; title="a, b"; rel="last next"',
      '<?page=2>; rel=prev',
    ];
    expect(await follow(links)).toEqual({
      items: [1, 2, 3],
      queries: [
        'https://api.example.com/list?cursor=a',
        'https://api.example.com/list?after=b%20c&page=2',
        'https://api.example.com/list?page=3',
      ],
    });
  });

  test('a link to another host gives its query only: credentials stay where they belong', async () => {
    expect((await follow(['<https://evil.example.net/steal?page=2>; rel=next'])).queries).toEqual([
      'https://api.example.com/list?cursor=a',
      'https://api.example.com/list?page=2',
    ]);
  });

  test.each(['', 'nonsense', '<>; rel="nextish"', '<http://>; rel="next"'])('"%s" is no next page', async (link) => {
    expect((await follow([link])).items).toEqual([1]);
  });

  test('the same link twice is an error', async () => {
    await expect(follow(Array.from({ length: 5 }, () => '<?page=2>; rel="next"'))).rejects.toMatchObject({
      reason: 'repeated_page',
    });
  });
});

test('a provider that announces the same page for ever is an error, not an endless loop', async () => {
  const rule: Pagination = { kind: 'cursor', parameter: 'cursor', next: '/next', items: '/data' };
  await expect(
    collect(rule, { '': { data: [], next: 'b' }, '?cursor=b': { data: [], next: 'b' } }),
  ).rejects.toMatchObject({ reason: 'repeated_page' });
});

test('the next page is asked for when the caller wants it, and a 204 is no page', async () => {
  const { fetch, requests } = createFakeFetch({
    'GET /list': (_request, count) => (count === 1 ? { body: { data: [1], next: 'b' } } : { status: 204 }),
  });
  const rule: Pagination = { kind: 'cursor', parameter: 'cursor', next: '/next', items: '/data' };
  const iterator = pages(openConnection({ baseUrl: 'https://api.example.com' }, { fetch }), list, rule, {});
  await iterator.next();
  expect(requests.length).toBe(1);
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});
