/** Provider folders made in memory, and the real ones, for tests of the pipeline. */
import { join } from 'node:path';

import { loadAssets } from '../../generator/load/assets.js';
import { loadProviderFolders } from '../../generator/load/folder.js';
import type { ProviderFolder } from '../../generator/load/folder.js';
import type { PackageForm } from '../../generator/package-form.js';
import { generatePackage } from '../../generator/pipeline.js';
import type { Generated } from '../../generator/pipeline.js';
import type { StageResult } from '../../generator/diagnostics.js';
import { sorted } from '../../generator/order.js';

export const root: string = join(import.meta.dirname, '../..');

/** A folder from texts by path; objects are written as JSON. */
export function folderOf(provider: string, files: Readonly<Record<string, string | object>>): ProviderFolder {
  const texts = sorted(Object.keys(files)).map((path) => {
    const content = files[path] ?? '';
    return { path, text: typeof content === 'string' ? content : JSON.stringify(content) };
  });
  return { provider, label: `schemas/${provider}`, files: texts };
}

/** The provider folders of this repository. */
export async function realFolders(): Promise<readonly ProviderFolder[]> {
  return (await loadProviderFolders(join(root, 'schemas'), 'schemas')).value;
}

/** Generates a package from folders with this repository's templates and runtime. */
export async function generateFrom(
  folders: readonly ProviderFolder[],
  form: PackageForm = 'typescript',
): Promise<StageResult<Generated>> {
  const assets = await loadAssets(join(root, 'templates'), join(root, 'runtime/core'));
  const manifest = {
    name: '@example/providers',
    version: '1.0.0',
    description: 'Test.',
    license: 'MIT',
    repository: undefined,
    form,
  };
  return generatePackage({ folders, manifest, assets, tools: {}, inputs: {} }, () => 0);
}

/** A manifest that is right, as an object to change. */
export function acmeManifest(): Record<string, unknown> {
  return {
    title: 'Acme',
    webhooks: {
      events: {
        title: 'Events',
        signature: {
          kind: 'hmac',
          headers: { signature: ['x-acme-signature'] },
          encoding: 'hex',
          content: ['body'],
          coverage: 'body',
        },
        discriminator: { member: '/kind' },
        events: { 'note.added': {} },
      },
    },
  };
}
