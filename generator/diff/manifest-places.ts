/** Where the parts of a provider that have no schema are written: in its manifest, or in the document where there is none. */
import type { ProviderIR } from '../ir/ir.js';
import { escapeToken, valueAt } from '../pointer.js';
import type { ComparedProvider } from './places.js';

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
export function manifestPlaces(provider: ComparedProvider): ManifestPlaces {
  return provider.name === LONE_DOCUMENT ? documentPlaces(provider) : folderPlaces(folderOf(provider));
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

/** A part that the document has not is the document itself. */
function documentPlaces(provider: ComparedProvider): ManifestPlaces {
  const file = fileOf(provider);
  const document = provider.source?.(file);
  const words = { environments: '/servers', authentication: '/security', rateLimits: '' } as const;
  const found = (pointers: readonly [string, ...string[]]): WrittenAt => ({
    file,
    pointer: document === undefined ? pointers[0] : (pointers.find((at) => valueAt(document, at) !== undefined) ?? ''),
  });
  return {
    api: (_, part) => found([part === undefined ? '' : words[part]]),
    webhook: () => found(['/webhooks', '/x-webhooks']),
    event: (_, key) => found([`/webhooks/${escapeToken(key)}`, `/x-webhooks/${escapeToken(key)}`]),
  };
}

function fileOf({ schemas, apis }: ProviderIR): string {
  for (const { origin } of schemas) if (origin.kind !== 'inferred') return origin.document;
  const [operation] = apis.flatMap(({ operations }) => operations);
  return operation?.document ?? 'openapi.yaml';
}
