/** The disk side of loading: a folder of schemas in, texts out. The only reader of provider folders. */
import { isAscii, isUtf8, transcode } from 'node:buffer';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Diagnostic, StageResult } from '../diagnostics.js';
import { byCodeUnit } from '../order.js';

/** One file of a provider folder. */
export interface SourceFile {
  /** Path relative to the provider's folder, forward slashes. */
  readonly path: string;
  /** Of files on disk made when it is first asked for: for large documents `bytesOf` is all that is needed. */
  readonly text: string;
}

/** Not a member of the file, so that a copy with another text has no bytes of the old one. */
const knownBytes = new WeakMap<SourceFile, Buffer>();

/** The UTF-8 bytes of a file that was read from disk. */
export function bytesOf(file: SourceFile): Buffer | undefined {
  return knownBytes.get(file);
}

/** A provider's folder as texts; nothing is parsed yet. */
export interface ProviderFolder {
  readonly provider: string;
  /** The folder as the user would name it in a message: `schemas/terra`. */
  readonly label: string;
  /** In code-unit order of their paths. */
  readonly files: readonly SourceFile[];
}

/** Reads every provider folder below `root` (those that hold a manifest.yaml), in code-unit order. */
export async function loadProviderFolders(
  root: string,
  label: string,
): Promise<StageResult<readonly ProviderFolder[]>> {
  const names = await providerNames(root);
  if (names === undefined) return { value: [], diagnostics: [unreadable(label, 'this folder cannot be read')] };
  const results = await Promise.all(
    names.map((name) => loadProviderFolder(join(root, name), name, `${label}/${name}`)),
  );
  const diagnostics = results.flatMap((result) => result.diagnostics);
  if (names.length === 0) diagnostics.push(unreadable(label, 'no folder here holds a manifest.yaml'));
  return { value: results.map((result) => result.value), diagnostics };
}

async function providerNames(root: string): Promise<string[] | undefined> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const withManifest = await Promise.all(folders.map((name) => hasManifest(join(root, name))));
    return folders.filter((_, index) => withManifest[index]).sort(byCodeUnit);
  } catch {
    return undefined;
  }
}

async function hasManifest(folder: string): Promise<boolean> {
  return (await readdir(folder)).includes('manifest.yaml');
}

async function loadProviderFolder(
  folder: string,
  provider: string,
  label: string,
): Promise<StageResult<ProviderFolder>> {
  const paths = (await filesBelow(folder, '')).sort(byCodeUnit);
  const read = await Promise.all(paths.map((path) => readSource(join(folder, path), path, `${label}/${path}`)));
  const files = read.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return { value: { provider, label, files }, diagnostics: read.flatMap((result) => result.diagnostics) };
}

async function filesBelow(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(folder, path);
      return /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
    }),
  );
  return nested.flat();
}

/** Bytes as UTF-8 text; a BOM stays, invalid bytes are a diagnostic and never replaced silently. */
async function readSource(place: string, path: string, label: string): Promise<StageResult<SourceFile | undefined>> {
  try {
    const bytes = await readFile(place);
    if (isUtf8(bytes)) return { value: sourceOf(path, bytes), diagnostics: [] };
    return { value: undefined, diagnostics: [unreadable(label, 'its bytes are not UTF-8')] };
  } catch {
    return { value: undefined, diagnostics: [unreadable(label, 'this file cannot be read')] };
  }
}

function sourceOf(path: string, bytes: Buffer): SourceFile {
  let text: string | undefined;
  const file: SourceFile = {
    path,
    get text() {
      return (text ??= decode(bytes));
    },
  };
  knownBytes.set(file, bytes);
  return file;
}

/** What `TextDecoder` does, in a quarter of its time for documents of megabytes. */
function decode(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}

function unreadable(file: string, message: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message,
    at: { file },
    hint: 'Check the path, its permissions and its encoding (UTF-8).',
  };
}
