/** Every operation of the providers and of other documents is called once over a socket, and what arrives is compared. */
import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { composeDocuments } from '../../../../generator/compose/compose.js';
import { apiNames } from '../../../../generator/emit/clients/api-names.js';
import type { ProviderFolder } from '../../../../generator/load/folder.js';
import { parseYaml } from '../../../../generator/load/parse-text.js';
import type { Authentication } from '../../../../generator/manifest/manifest.js';
import { parseManifest } from '../../../../generator/manifest/parse-manifest.js';
import { buildProvider } from '../../../../generator/provider.js';
import { githubDocument } from '../../../openapi/corpus.js';
import { folderOf, SPELLED } from '../../../openapi/harness.js';
import { realFolders } from '../../../support/provider-folder.js';
import { referenceFile } from '../../../support/reference.js';
import { exercise } from './exercise.js';
import type { Functions } from './harness.js';
import { loadClient, startMock } from './harness.js';
import { oddDocuments } from './odd-documents.js';
import { odderDocuments } from './odder-documents.js';
import { oddSchemas } from './odd-schemas.js';
import { stylesDocument } from './styles.js';

/** Credentials by the name of their option. */
const OPTIONS = {
  clientUuid: 'client-1',
  secretKey: 'secret-1',
  apiKey: 'key-1',
  devId: 'dev-1',
  clientAccessToken: 'access-1',
  applicationId: 1000,
  applicationUserId: 'user-1',
  hmacKey: 'hmac-key-of-some-length',
};

async function wrongRequests(
  folder: ProviderFolder,
): Promise<{ readonly problems: readonly string[]; readonly requests: number }> {
  const { value: provider, diagnostics } = buildProvider(folder);
  if (provider === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const composed = composeDocuments(folder, manifestOf(folder), []).value;
  const mock = await startMock();
  const problems: string[] = [];
  let requests = 0;
  for (const api of provider.apis) {
    const names = apiNames(provider, api);
    const module = await loadClient(provider, names.file);
    const create = module[names.factory] as unknown as (options: object) => Functions;
    const environment = api.environments[0]?.name;
    const settings = { environment, baseUrl: mock.address, rateLimiter: false, retries: { tries: 1 } };
    const client = create({ ...OPTIONS, ...settings });
    // A token is fetched once, before the calls that are counted.
    mock.answerWith({ status: 200, contentType: 'application/json', body: '{"access_token":"token-1"}' });
    if (api.authentication.kind === 'hmacToken') await warmUp(client, api.authentication);
    const document = composed.find((each) => each.api?.name === api.name)?.document ?? {};
    const credentials = credentialsOf(api.authentication);
    const outcome = await exercise({ provider, api, document, module, client, mock, credentials });
    problems.push(...outcome.problems);
    requests += outcome.requests;
  }
  mock.close();
  return { problems, requests };
}

function manifestOf(folder: ProviderFolder): ReturnType<typeof parseManifest>['value'] {
  const text = folder.files.find(({ path }) => path === 'manifest.yaml')?.text ?? '';
  return parseManifest(parseYaml(text, 'manifest.yaml').value, folder.provider, 'manifest.yaml').value;
}

/** Some call that needs the token; which one does not matter, nor what it is answered. */
async function warmUp(client: Functions, authentication: Authentication): Promise<void> {
  const skipped = authentication.kind === 'hmacToken' ? authentication.operation : '';
  const names = Object.keys(client).filter((name) => name !== skipped && name.startsWith('get'));
  await client[names[0] ?? '']?.({}).catch(() => undefined);
}

/** What the manifest says has to be in the headers, worked out here once more. */
function credentialsOf(authentication: Authentication): Readonly<Record<string, string>> {
  const option = (name: string): string => String(OPTIONS[name as keyof typeof OPTIONS]);
  switch (authentication.kind) {
    case 'none':
      return {};
    case 'basic': {
      const pair = `${option(authentication.username)}:${option(authentication.password)}`;
      return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
    }
    case 'bearer':
      return { authorization: `Bearer ${option(authentication.token)}` };
    case 'headers':
      return Object.fromEntries(Object.entries(authentication.headers).map(([name, key]) => [name, option(key)]));
    case 'hmacToken':
      return { authorization: 'Bearer token-1' };
  }
}

test('every place, style and content type of OpenAPI arrives as the specification says', async () => {
  const { problems, requests } = await wrongRequests(folderOf(JSON.stringify(stylesDocument)));
  expect(problems).toEqual([]);
  expect(requests).toBeGreaterThan(80);
});

test.each(Object.entries({ ...oddDocuments, ...odderDocuments, ...oddSchemas }))(
  '%s: every operation arrives as it should',
  async (_name, text) => {
    const { problems, requests } = await wrongRequests(folderOf(text.trimStart(), { manifest: SPELLED }));
    expect(problems).toEqual([]);
    expect(requests).toBeGreaterThan(1);
  },
);

for (const folder of await realFolders()) {
  test(`every operation of ${folder.provider} arrives as its document says, credentials included`, async () => {
    const { problems, requests } = await wrongRequests(folder);
    expect(problems).toEqual([]);
    expect(requests).toBeGreaterThan(40);
  });
}

// The vendors' own documents; `npm run test:wire` takes the large ones, too.
const SMALL = [
  'specs/figma.json',
  'specs/oai-link-example.json',
  'specs/oai-petstore-expanded.json',
  'specs/oai-uspto.json',
  'specs/oai32/media-type-examples.json',
  'providers/vital/openapi.json',
  'providers/vital/openapi.management.json',
  'providers/terra/openapi-2022.03.16.json',
  'providers/terra/openapi-2025-10-31.yaml',
];
const LARGE = ['specs/discord.json', 'specs/openai.json', 'specs/stripe-2023-09.json'];

for (const path of process.env['HOOKWRIGHT_ALL'] === undefined ? SMALL : [...SMALL, ...LARGE]) {
  const file = referenceFile(path);
  test.skipIf(file === undefined)(`every operation of ${path} arrives as the document says`, async () => {
    const { problems, requests } = await wrongRequests(folderOf(readFileSync(file ?? '', 'utf8')));
    expect(problems).toEqual([]);
    expect(requests).toBeGreaterThan(0);
  });
}

// 13 MB, and not part of the project: `npm run test:wire` installs it.
for (const path of githubDocument()) {
  test('every operation of GitHub arrives as the document says', { timeout: 300_000 }, async () => {
    const { problems, requests } = await wrongRequests(folderOf(readFileSync(path, 'utf8'), { manifest: SPELLED }));
    expect(problems).toEqual([]);
    expect(requests).toBeGreaterThan(2_000);
  });
}
