import { expect, test } from 'vitest';

import { operationName, settleOperationNames } from '../../../generator/normalize/operation-names.js';

const at = (id: string, path = `/${id}`): { readonly id: string; readonly method: string; readonly path: string } => ({
  id,
  method: 'get',
  path,
});

test.each([
  ['connect', 'lowerConnect'],
  ['createClient', 'lowerCreateClient'],
  ['environments', 'lowerEnvironments'],
  ['disconnect', 'disconnect'],
])('%s, beside what every client declares, is %s', (given, want) => {
  expect(settleOperationNames([at(given)], [], ({ id }) => id).map(({ id }) => id)).toEqual([want]);
});

test('no module or client can be taken for a promise', () => {
  expect(operationName({ method: 'get', path: '/steps/{id}', operationId: 'then' }, {})).toBe('thenSteps');
});

test('of two with one name the first keeps it', () => {
  const operations = [at('getUsers', '/Users'), at('getUsers', '/users')];
  const ids = settleOperationNames(operations, [], () => undefined).map(({ id }) => id);
  expect(ids[0]).toBe('getUsers');
  expect(new Set(ids).size).toBe(2);
});
