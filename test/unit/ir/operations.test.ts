import { expect, it } from 'vitest';

import { buildProvider } from '../../../generator/provider.js';
import { folderOf } from '../../support/provider-folder.js';

it('a name for an operation that the document does not have is a warning, with the nearest that it has', () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1' },
    paths: { '/notes/{id}': { get: { responses: {} } } },
  };
  const main = {
    document: 'openapi.json',
    environments: { live: { url: 'https://api.example.com' } },
    operations: { 'GET /notes/{id}': 'getNote', 'GET /note/{id}': 'getOther' },
  };
  const folder = folderOf('acme', { 'manifest.yaml': { title: 'Acme', apis: { main } }, 'openapi.json': document });
  const { value, diagnostics } = buildProvider(folder);
  expect(value?.apis[0]?.operations.map(({ id }) => id)).toEqual(['getNote']);
  expect(diagnostics.filter(({ code }) => code === 'manifest-invalid')).toEqual([
    {
      code: 'manifest-invalid',
      severity: 'warning',
      message: 'the document has no such operation',
      at: { file: 'schemas/acme/manifest.yaml', pointer: '/apis/main/operations/GET ~1note~1{id}' },
      hint: 'Did you mean "GET /notes/{id}"?',
    },
  ]);
});
