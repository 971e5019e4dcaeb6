import { expect, test, vi } from 'vitest';

import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import type { ConnectionSettings } from '../../../../runtime/core/client/settings.js';
import { createFakeFetch } from '../../../../runtime/core/client/testing.js';
import { guarded } from '../../../../runtime/core/client/validation.js';
import type { DriftReport, ResponseValidators } from '../../../../runtime/core/client/validation.js';
import { getThing } from './operations.js';

const ISSUE = { message: 'a text is expected', path: ['id'] };
const validators: ResponseValidators = {
  validate: {
    getThing: {
      200: (value) => (typeof (value as { id?: unknown }).id === 'string' ? { value } : { issues: [ISSUE] }),
    },
  },
  findDrift: {
    getThing: {
      '2XX': (value) =>
        Object.keys(value as object)
          .filter((key) => key !== 'id')
          .map((key) => ({ path: [key] })),
    },
  },
};

async function ask(
  body: unknown,
  settings: ConnectionSettings,
): Promise<{ readonly result: unknown; readonly reports: readonly DriftReport[] }> {
  const reports: DriftReport[] = [];
  const { fetch } = createFakeFetch({ 'GET /things/{id}': { body } });
  const client = openConnection(
    { baseUrl: 'https://api.example.com' },
    { fetch, validators, onDrift: (report) => reports.push(report), ...settings },
  );
  const result = await call(client, getThing, { id: 'a' }).catch((error: unknown) => error);
  return { result, reports };
}

test('off looks at nothing and loads nothing', async () => {
  const load = vi.fn(() => Promise.resolve(validators));
  expect(await ask({ id: 1 }, { validators: load })).toEqual({ result: { id: 1 }, reports: [] });
  expect(load).not.toHaveBeenCalled();
});

test('drift lets everything pass and reports it', async () => {
  expect(await ask({ id: 1, news: true }, { validation: 'drift' })).toEqual({
    result: { id: 1, news: true },
    reports: [{ operation: 'getThing', status: 200, issues: [ISSUE], findings: [{ path: ['news'] }] }],
  });
  expect((await ask({ id: 'a' }, { validation: 'drift' })).reports).toEqual([]);
});

test('strict refuses a wrong shape and reports what is only new', async () => {
  expect((await ask({ id: 1 }, { validation: 'strict' })).result).toMatchObject({
    name: 'RequestError',
    reason: 'invalid_answer',
    issues: [ISSUE],
  });
  const { result, reports } = await ask(
    { id: 'a', news: true },
    {
      validation: 'strict',
      validators: (level) => Promise.resolve(level === 'strict' ? validators : { validate: {} }),
    },
  );
  expect(result).toEqual({ id: 'a', news: true });
  expect(reports).toEqual([{ operation: 'getThing', status: 200, issues: [], findings: [{ path: ['news'] }] }]);
});

test('a client that is to validate but has nothing to do it with says so', async () => {
  expect((await ask({ id: 'a' }, { validation: 'strict', validators: undefined })).result).toBeInstanceOf(TypeError);
});

test('a guard will do where nobody wants to know what is wrong', async () => {
  const own: ResponseValidators = {
    validate: { getThing: { default: guarded((value) => (value as { id?: unknown }).id === 'a') } },
  };
  expect((await ask({ id: 'a' }, { validation: 'strict', validators: own })).result).toEqual({ id: 'a' });
  expect((await ask({ id: 'b' }, { validation: 'strict', validators: own })).result).toMatchObject({
    reason: 'invalid_answer',
  });
});
