/**
 * Incremental generation: which providers need not be built again, and which of them, or parts of them, need not be
 * printed again, because the files on disk are, byte for byte, what that would give.
 */
import type { Assets } from './emit/emitter.js';
import type { ProviderFolder } from './load/folder.js';
import { hashText } from './lock.js';
import type { Lock, Pins } from './lock.js';
import { byCodeUnit } from './order.js';
import { LAYOUTS } from './package-form.js';
import type { ProviderRecord } from './provider-record.js';

/** The output of an earlier run. */
export interface Earlier {
  readonly lock: Lock | undefined;
  /** Hashes of the files on disk, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** The text of a file on disk. */
  readonly read: (path: string) => string | undefined;
  /** True where every provider is to be built for what there is to say of it. */
  readonly reports?: boolean;
}

/** What decides a provider's files besides its folder. */
export interface Circumstances {
  readonly assets: Assets;
  readonly tools: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly pins?: Pins | undefined;
}

/** A provider of an earlier run. */
export interface Reusable {
  readonly record: ProviderRecord;
  /** Hashes of those of its files that are on disk as they were written, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly read: Earlier['read'];
  /** True where these are all. */
  readonly isIntact: boolean;
  /** True where its folder is as it was as well, so that building it would give the same. */
  readonly isUnchanged: boolean;
}

/** Hash of a provider's folder: how messages and comments name it, and every file in it, in whatever order it was read. */
export function hashFolder(folder: ProviderFolder, inputs: Readonly<Record<string, string>>): string {
  const files = folder.files.map((file): readonly [string, string] => [
    file.path,
    inputs[`schemas/${folder.provider}/${file.path}`] ?? hashText(file.text),
  ]);
  return hashText(JSON.stringify([folder.label, files.sort(([left], [right]) => byCodeUnit(left, right))]));
}

/** What an earlier run left of each provider, where the tools, the templates and the runtime are those of the lock. */
export function findReusable(
  folders: readonly ProviderFolder[],
  { lock, files, read, reports }: Earlier,
  now: Circumstances,
): ReadonlyMap<string, Reusable> {
  const found = new Map<string, Reusable>();
  if (lock === undefined || !sameCircumstances(lock, now)) return found;
  for (const folder of folders) {
    const name = folder.provider;
    const record = recordIn(lock, name);
    if (record === undefined) continue;
    const own = Object.entries(lock.files).filter(([path]) => isOf(path, name));
    const present = own.filter(([path, hash]) => files.get(path) === hash);
    const isIntact = present.length === own.length;
    const samePins = JSON.stringify(lock.pins?.[name]) === JSON.stringify(now.pins?.[name]);
    const isUnchanged = isIntact && reports !== true && samePins && record.inputs === hashFolder(folder, now.inputs);
    found.set(name, { record, files: Object.fromEntries(present), read, isIntact, isUnchanged });
  }
  return found;
}

/** A provider's sources, and its page of the public API. */
function isOf(path: string, provider: string): boolean {
  const isModule = Object.values(LAYOUTS).some(({ written }) => path.startsWith(`${written}/${provider}/`));
  return isModule || path === `api-surface/${provider}.md`;
}

function recordIn(lock: Lock, name: string): ProviderRecord | undefined {
  const built = lock.built !== undefined && Object.hasOwn(lock.built, name) ? lock.built[name] : undefined;
  const representation = lock.providers[name];
  if (built === undefined || representation === undefined) return undefined;
  return {
    facts: built.facts,
    inputs: built.inputs,
    warnings: built.warnings ?? { built: [], emitted: [] },
    representation,
    names: lock.names[name] ?? [],
    pins: lock.pins?.[name] ?? {},
    parts: built.parts ?? {},
  };
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
