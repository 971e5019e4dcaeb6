import { describe, expect, test } from 'vitest';

import { buildRequest } from '../../../../runtime/core/client/build-request.js';
import {
  keepReserved,
  writeDeepObject,
  writeForm,
  writeJsonParameter,
  writeLabel,
  writeMatrix,
  writePipeDelimited,
  writeQueryString,
  writeSimple,
  writeSpaceDelimited,
} from '../../../../runtime/core/client/parameters.js';
import { operationWith } from './operations.js';
import type { DeclaredParameter } from './operations.js';

const LIST = ['blue', 'black', 'brown'];
const OBJECT = { R: 100, G: 200 };

function wire(parameter: DeclaredParameter, value: unknown): string {
  const path = parameter.in === 'path' ? '/{c}' : '/';
  const { url, headers } = buildRequest(
    operationWith([parameter], path),
    { [parameter.name]: value },
    'https://api.example.com',
  );
  if (parameter.in === 'path') return url.pathname.slice(1);
  if (parameter.in === 'header') return headers.get(parameter.name) ?? '';
  return parameter.in === 'cookie' ? (headers.get('cookie') ?? '') : url.search.slice(1);
}

// The table of styles in OpenAPI 3.1, 4.8.12.4, without what it calls undefined.
describe('styles', () => {
  test.each<[string, DeclaredParameter, unknown, string]>([
    ['query form', { in: 'query', name: 'c' }, 'blue', 'c=blue'],
    ['query form, empty', { in: 'query', name: 'c' }, '', 'c='],
    ['query form, list', { in: 'query', name: 'c', write: writeForm }, LIST, 'c=blue&c=black&c=brown'],
    ['query form, object', { in: 'query', name: 'c', write: writeForm }, OBJECT, 'R=100&G=200'],
    [
      'query form, list not exploded',
      { in: 'query', name: 'c', write: writeForm, explode: false },
      LIST,
      'c=blue,black,brown',
    ],
    [
      'query form, object not exploded',
      { in: 'query', name: 'c', write: writeForm, explode: false },
      OBJECT,
      'c=R,100,G,200',
    ],
    [
      'query spaceDelimited',
      { in: 'query', name: 'c', write: writeSpaceDelimited, explode: false },
      LIST,
      'c=blue%20black%20brown',
    ],
    [
      'query pipeDelimited',
      { in: 'query', name: 'c', write: writePipeDelimited, explode: false },
      LIST,
      'c=blue%7Cblack%7Cbrown',
    ],
    [
      'query pipeDelimited, exploded',
      { in: 'query', name: 'c', write: writePipeDelimited, explode: true },
      LIST,
      'c=blue&c=black&c=brown',
    ],
    ['query deepObject', { in: 'query', name: 'c', write: writeDeepObject }, OBJECT, 'c%5BR%5D=100&c%5BG%5D=200'],
    [
      'query deepObject, nested',
      { in: 'query', name: 'c', write: writeDeepObject },
      { a: [{ b: 1 }, 'x'], n: null },
      'c%5Ba%5D%5B0%5D%5Bb%5D=1&c%5Ba%5D%5B1%5D=x',
    ],
    ['query as JSON', { in: 'query', name: 'c', write: writeJsonParameter }, { a: [1] }, 'c=%7B%22a%22%3A%5B1%5D%7D'],
    ['query, reserved kept', { in: 'query', name: 'c', encode: keepReserved }, 'a/b?c#d[e]', 'c=a/b?c%23d[e]'],
    ['query, reserved escaped', { in: 'query', name: 'c' }, 'a&b=c +ä', 'c=a%26b%3Dc%20%2B%C3%A4'],
    ['query, numbers and booleans', { in: 'query', name: 'c', write: writeForm }, [0, false], 'c=0&c=false'],
    ['query, name escaped', { in: 'query', name: 'c[]', write: writeForm }, ['x'], 'c%5B%5D=x'],
    ['query, empty list', { in: 'query', name: 'c', write: writeForm }, [], ''],
    ['query, null', { in: 'query', name: 'c' }, null, ''],
    ['query, null in a list', { in: 'query', name: 'c', write: writeForm }, ['a', null, undefined], 'c=a'],
    [
      'whole query',
      { in: 'query', name: 'c', write: writeQueryString },
      { a: 1, b: ['x', 'y'] },
      'a=1&b=%5B%22x%22%2C%22y%22%5D',
    ],
    ['path simple', { in: 'path', name: 'c' }, 'a/b c', 'a%2Fb%20c'],
    ['path simple, list', { in: 'path', name: 'c', write: writeSimple }, LIST, 'blue,black,brown'],
    ['path simple, object', { in: 'path', name: 'c', write: writeSimple }, OBJECT, 'R,100,G,200'],
    [
      'path simple, object exploded',
      { in: 'path', name: 'c', write: writeSimple, explode: true },
      OBJECT,
      'R=100,G=200',
    ],
    ['path label', { in: 'path', name: 'c', write: writeLabel }, 'blue', '.blue'],
    ['path label, list', { in: 'path', name: 'c', write: writeLabel }, LIST, '.blue,black,brown'],
    [
      'path label, list exploded',
      { in: 'path', name: 'c', write: writeLabel, explode: true },
      LIST,
      '.blue.black.brown',
    ],
    [
      'path label, object exploded',
      { in: 'path', name: 'c', write: writeLabel, explode: true },
      OBJECT,
      '.R=100.G=200',
    ],
    ['path matrix', { in: 'path', name: 'c', write: writeMatrix }, 'blue', ';c=blue'],
    ['path matrix, list', { in: 'path', name: 'c', write: writeMatrix }, LIST, ';c=blue,black,brown'],
    [
      'path matrix, list exploded',
      { in: 'path', name: 'c', write: writeMatrix, explode: true },
      LIST,
      ';c=blue;c=black;c=brown',
    ],
    ['path matrix, object', { in: 'path', name: 'c', write: writeMatrix }, OBJECT, ';c=R,100,G,200'],
    [
      'path matrix, object exploded',
      { in: 'path', name: 'c', write: writeMatrix, explode: true },
      OBJECT,
      ';R=100;G=200',
    ],
    ['path, dollar signs', { in: 'path', name: 'c' }, '$&$1', '%24%26%241'],
    ['header', { in: 'header', name: 'c', write: writeSimple }, LIST, 'blue,black,brown'],
    ['header, not escaped', { in: 'header', name: 'c' }, 'a b/c', 'a b/c'],
    ['cookie', { in: 'cookie', name: 'c' }, 'a b', 'c=a%20b'],
    ['cookie, list', { in: 'cookie', name: 'c', write: writeForm }, LIST, 'c=blue; c=black; c=brown'],
  ])('%s', (_name, parameter, value, want) => {
    expect(wire(parameter, value)).toBe(want);
  });
});

test('a parameter with the name of something that every object has is not sent unless it is given', () => {
  const { url } = buildRequest(
    operationWith([
      { in: 'query', name: 'constructor' },
      { in: 'query', name: 'toString' },
    ]),
    { toString: 'x' },
    'https://a.example.com',
  );
  expect(url.search).toBe('?toString=x');
});

describe('what cannot be sent', () => {
  test.each([undefined, null, '', '.', '..'])('a path parameter of %j would address something else', (value) => {
    expect(() => wire({ in: 'path', name: 'c' }, value)).toThrow('echo: c is missing, empty or made of dots');
  });

  test('a header with a line break is refused without showing it', () => {
    expect(() => wire({ in: 'header', name: 'c' }, 'a\r\nsecret: b')).toThrow(/^c has a line break or is not Latin-1$/);
  });
});

describe('addresses', () => {
  test.each([
    ['https://api.example.com', 'https://api.example.com/echo?c=1'],
    ['https://api.example.com/', 'https://api.example.com/echo?c=1'],
    ['https://api.example.com/v3/', 'https://api.example.com/v3/echo?c=1'],
  ])('the path is put behind %s', (base, want) => {
    expect(buildRequest(operationWith([{ in: 'query', name: 'c' }]), { c: 1 }, base).url.href).toBe(want);
  });

  test('a path that has a query of its own keeps it', () => {
    expect(
      buildRequest(operationWith([{ in: 'query', name: 'c' }], '/x?v=2'), { c: 1 }, 'https://a.example.com').url.search,
    ).toBe('?v=2&c=1');
  });

  test('what is accepted is what the answers are declared to be', () => {
    const acceptOf = (operation: ReturnType<typeof operationWith>): string | null =>
      buildRequest(operation, {}, 'https://a.example.com').headers.get('accept');
    const { accept, ...silent } = operationWith([]);
    expect([accept, acceptOf(operationWith([])), acceptOf(silent)]).toEqual([
      'application/json',
      'application/json',
      '*/*',
    ]);
  });
});
