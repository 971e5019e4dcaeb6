/** Where the parts of a provider that have no schema are written: in its manifest, or in the document where there is none. */
import type { ProviderIR } from '../ir/ir.js';
import { escapeToken } from '../pointer.js';

/** A file and a pointer in it. */
export interface WrittenAt {
  readonly file: string;
  readonly pointer: string;
}

/** Finds the places of one version of a provider. */
export interface ManifestPlaces {
  readonly api: (name: string, part?: 'environments' | 'authentication' | 'rateLimits') => WrittenAt;
  readonly webhook: (name: string) => WrittenAt;
  readonly event: (webhook: string, key: string) => WrittenAt;
}

/** The name of the provider that a lone document is compared as. */
export const LONE_DOCUMENT = 'document';

/** The places of a provider; a lone document has servers, security and webhooks of its own. */
export function manifestPlaces(provider: ProviderIR): ManifestPlaces {
  return provider.name === LONE_DOCUMENT ? documentPlaces(fileOf(provider)) : folderPlaces(folderOf(provider));
}

/** The folder of a provider, as its documents are named; without one, the provider's name. */
export function folderOf(provider: ProviderIR): string {
  const file = fileOf(provider);
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : provider.name;
}

function folderPlaces(folder: string): ManifestPlaces {
  const file = `${folder}/manifest.yaml`;
  return {
    api: (api, part) => ({ file, pointer: `/apis/${escapeToken(api)}${part === undefined ? '' : `/${part}`}` }),
    webhook: (webhook) => ({ file, pointer: `/webhooks/${escapeToken(webhook)}` }),
    event: (webhook, key) => ({ file, pointer: `/webhooks/${escapeToken(webhook)}/events/${escapeToken(key)}` }),
  };
}

function documentPlaces(file: string): ManifestPlaces {
  const words = { environments: '/servers', authentication: '/security', rateLimits: '' } as const;
  return {
    api: (_, part) => ({ file, pointer: part === undefined ? '' : words[part] }),
    webhook: () => ({ file, pointer: '/webhooks' }),
    event: (_, key) => ({ file, pointer: `/webhooks/${escapeToken(key)}` }),
  };
}

function fileOf({ schemas }: ProviderIR): string {
  for (const { origin } of schemas) if (origin.kind !== 'inferred') return origin.document;
  return 'openapi.yaml';
}
