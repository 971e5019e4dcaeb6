/** `hookwright watch-upstream`: has the vendor's document changed, what does that mean, and do our corrections still apply. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { UsageError } from '../../diagnostics.js';
import { gradeOf } from '../../diff/change.js';
import { printDiff } from '../../diff/print.js';
import { compareUpstream, upstreamReport } from '../../upstream/compare-upstream.js';
import { fetchDocument } from '../fetch-document.js';
import type { Fetched, FetchState } from '../fetch-document.js';
import { printDiagnostics } from '../print.js';
import { loadProvider } from '../provider-input.js';
import type { CommonOptions } from '../workspace.js';

/** What `watch-upstream` takes beside the common options. */
export interface WatchOptions {
  readonly name: string;
  readonly api?: string | undefined;
  readonly url?: string | undefined;
  readonly file?: string | undefined;
  readonly write: boolean;
  readonly report?: string | undefined;
  readonly state?: string | undefined;
}

/** Returns 0 if nothing but texts changed, 1 if something did, 2 if corrections miss their targets. */
export async function watchUpstream(options: CommonOptions, wanted: WatchOptions): Promise<number> {
  const { folder, manifest } = await loadProvider(options, wanted.name);
  const api = manifest.apis.find(({ name }) => wanted.api === undefined || name === wanted.api);
  if (api === undefined) throw new UsageError(`${wanted.name} has no API ${wanted.api ?? ''} with a document`.trim());
  const link = manifest.links[`${api.name}Document`] ?? manifest.links['document'];
  const fetched = await obtain(wanted, wanted.url ?? link);
  if (fetched.text === undefined) return unchanged(options);
  const result = compareUpstream(folder, api.document, fetched.text);
  const report = upstreamReport(manifest.title, wanted.file ?? fetched.state.url, result);
  if (wanted.report !== undefined) writeInto(wanted.report, report);
  if (result.kind === 'unusable') {
    if (options.json) console.log(JSON.stringify(result, undefined, 2));
    else console.error(printDiagnostics(result.diagnostics));
    return 2;
  }
  if (wanted.write) writeFileSync(join(options.schemas, wanted.name, api.document), fetched.text);
  if (wanted.state !== undefined) writeInto(wanted.state, `${JSON.stringify(fetched.state, undefined, 2)}\n`);
  if (result.diagnostics.length > 0) console.error(printDiagnostics(result.diagnostics));
  console.log(printDiff(result.changes, options.json ? 'json' : 'text'));
  return result.changes.some((change) => gradeOf(change) !== 'docs') ? 1 : 0;
}

async function obtain(wanted: WatchOptions, url: string | undefined): Promise<Fetched> {
  if (wanted.file !== undefined) {
    if (!existsSync(wanted.file)) throw new UsageError(`there is no file ${wanted.file}`);
    return { text: readFileSync(wanted.file, 'utf8'), state: { url: wanted.file } };
  }
  if (url === undefined)
    throw new UsageError(`name the document with links.document in the manifest of ${wanted.name}, --url or --file`);
  return fetchDocument(url, readState(wanted.state));
}

function readState(path: string | undefined): FetchState | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as Partial<FetchState> | null;
    return typeof state?.url === 'string' ? { ...state, url: state.url } : undefined;
  } catch {
    // A state that cannot be read costs one full fetch.
    return undefined;
  }
}

function unchanged(options: CommonOptions): number {
  console.log(options.json ? printDiff([], 'json') : 'Not changed since it was last fetched.');
  return 0;
}

function writeInto(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
