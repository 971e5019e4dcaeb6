/** Incremental generation: which providers' files on disk are, byte for byte, what generating them again would give. */
import type { Assets, GeneratedFile } from './emit/emitter.js';
import type { ProviderIR } from './ir/ir.js';
import { hashProvider, hashText } from './lock.js';
import type { Lock } from './lock.js';

/** The output of an earlier run. */
export interface Earlier {
  readonly lock: Lock | undefined;
  /** Texts on disk by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** What decides a provider's files besides its intermediate representation. */
export interface Circumstances {
  readonly assets: Assets;
  readonly tools: Readonly<Record<string, string>>;
}

/**
 * The provider's files as they are on disk, or undefined if they must be emitted: its representation, the tools, the
 * templates and the runtime are those of the lock, and every file has the hash that it had when it was written.
 */
export function reusableFiles(
  provider: ProviderIR,
  earlier: Earlier,
  now: Circumstances,
): readonly GeneratedFile[] | undefined {
  const { lock } = earlier;
  if (lock === undefined || !Object.hasOwn(lock.providers, provider.name)) return undefined;
  if (lock.providers[provider.name] !== hashProvider(provider) || !sameCircumstances(lock, now)) return undefined;
  const files: GeneratedFile[] = [];
  for (const [path, hash] of Object.entries(lock.files)) {
    if (!path.startsWith(`src/${provider.name}/`)) continue;
    const content = earlier.files.get(path);
    if (content === undefined || hashText(content) !== hash) return undefined;
    files.push({ path, content });
  }
  return files;
}

function sameCircumstances(lock: Lock, now: Circumstances): boolean {
  const assets = assetHashes(now.assets);
  const recorded = Object.entries(lock.inputs).filter(
    ([path]) => path.startsWith('templates/') || path.startsWith('runtime/core/'),
  );
  return (
    recorded.length === assets.size &&
    recorded.every(([path, hash]) => assets.get(path) === hash) &&
    JSON.stringify(lock.tools) === JSON.stringify(now.tools)
  );
}

function assetHashes(assets: Assets): ReadonlyMap<string, string> {
  const templates = Object.entries(assets.templates).map(
    ([path, text]) => [`templates/${path}`, hashText(text)] as const,
  );
  const runtime = Object.entries(assets.runtime).map(
    ([path, text]) => [`runtime/core/${path}`, hashText(text)] as const,
  );
  return new Map([...templates, ...runtime]);
}
