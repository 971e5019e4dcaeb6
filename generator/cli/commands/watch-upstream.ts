/** `hookwright watch-upstream`: has the vendor's document changed, what does that mean, and do our corrections still apply. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { hasErrors, UsageError } from '../../diagnostics.js';
import { gradeOf } from '../../diff/change.js';
import { printDiff } from '../../diff/print.js';
import { isObject, parseYaml } from '../../load/parse-text.js';
import type { ApiManifest, Manifest } from '../../manifest/manifest.js';
import type { JsonObject } from '../../schema.js';
import { compareUpstream } from '../../upstream/compare-upstream.js';
import type { UpstreamResult } from '../../upstream/compare-upstream.js';
import { upstreamReport, upstreamText } from '../../upstream/report.js';
import { fetchDocument } from '../fetch-document.js';
import type { Fetched } from '../fetch-document.js';
import { printDiagnostics } from '../print.js';
import { loadProvider } from '../provider-input.js';
import type { GlobalOptions } from '../workspace.js';
import { readState, writeState } from '../upstream-state.js';
import type { UpstreamState } from '../upstream-state.js';

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
export async function watchUpstream(options: GlobalOptions, wanted: WatchOptions): Promise<number> {
  const { folder, manifest } = await loadProvider(options, wanted.name);
  const { api, link } = chooseApi(manifest, wanted);
  const state = readState(wanted.state);
  const fetched = await obtain(wanted, wanted.url ?? link, state);
  if (fetched.text === undefined) return unchanged(options);
  const source = wanted.file ?? fetched.state.url;
  const document = parseOpenApi(fetched.text, source);
  const earlier = state?.url === fetched.state.url ? state.facts : undefined;
  const result = compareUpstream({ folder, path: api.document, document, earlier });
  if (wanted.report !== undefined) writeInto(wanted.report, upstreamReport(manifest.title, source, result));
  print(options, result);
  // Without the state of this time, the next look reports the corrections that are still to be mended once more.
  if (result.against === undefined) return 2;
  if (wanted.write) writeDocument(join(options.schemas, wanted.name, api.document), fetched.text, result);
  if (wanted.state !== undefined) writeState(wanted.state, { ...fetched.state, facts: result.facts });
  return (result.since ?? result.against).some((change) => gradeOf(change) !== 'docs') ? 1 : 0;
}

/** The API that is asked for, or the first whose document the manifest has an address for. */
function chooseApi(
  { apis, links }: Manifest,
  wanted: WatchOptions,
): { readonly api: ApiManifest; readonly link: string | undefined } {
  const linkOf = (api: ApiManifest): string | undefined => links[`${api.name}Document`];
  const api =
    wanted.api === undefined
      ? (apis.find((one) => linkOf(one) !== undefined) ?? apis[0])
      : apis.find(({ name }) => name === wanted.api);
  if (api === undefined)
    throw new UsageError(
      wanted.api === undefined || apis.length === 0
        ? `${wanted.name} has no API, and so no document`
        : `${wanted.name} has no API "${wanted.api}"; known: ${apis.map(({ name }) => name).join(', ')}`,
    );
  return { api, link: linkOf(api) ?? links['document'] };
}

async function obtain(
  wanted: WatchOptions,
  url: string | undefined,
  state: UpstreamState | undefined,
): Promise<Fetched> {
  if (wanted.file !== undefined) {
    if (!existsSync(wanted.file)) throw new UsageError(`there is no file ${wanted.file}`);
    return { text: readFileSync(wanted.file, 'utf8'), state: { url: url ?? wanted.file } };
  }
  if (url === undefined)
    throw new UsageError(`name the document with links.document in the manifest of ${wanted.name}, --url or --file`);
  return fetchDocument(url, state);
}

/** A page that says sorry, or a login form, is no document. */
function parseOpenApi(text: string, source: string): JsonObject {
  const { value } = parseYaml(text, source);
  const version = isObject(value) ? (value['openapi'] ?? value['swagger']) : undefined;
  if (isObject(value) && typeof version === 'string' && version.startsWith('3.')) return value;
  const size = `${Buffer.byteLength(text)} bytes`;
  if (version !== undefined) throw new UsageError(`${source} is not OpenAPI 3 (${size})`);
  throw new UsageError(
    `${source} holds no OpenAPI document (${size} of ${kindOfText(text)}); is the address still right?`,
  );
}

function kindOfText(text: string): string {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (start === '') return 'nothing';
  if (start.startsWith('<')) return start.includes('html') ? 'HTML' : 'XML';
  return start.startsWith('{') || start.startsWith('[') ? 'JSON' : 'text';
}

function print(options: GlobalOptions, result: UpstreamResult): void {
  const { since, against, diagnostics, left } = result;
  if (options.json) {
    const report = hasErrors(diagnostics)
      ? JSON.stringify({ since, diagnostics, left }, undefined, 2)
      : printDiff(since ?? against ?? [], 'json');
    console.log(report);
    return;
  }
  if (diagnostics.length > 0) console.error(printDiagnostics(diagnostics));
  const text = upstreamText(result);
  if (text !== '') console.log(text);
}

function unchanged(options: GlobalOptions): number {
  console.log(options.json ? printDiff([], 'json') : 'Not changed since it was last fetched.');
  return 0;
}

/** What could not stand in for our document as it was is written as JSON, which YAML takes. */
function writeDocument(path: string, text: string, { extract }: UpstreamResult): void {
  writeFileSync(path, extract === undefined ? text : `${JSON.stringify(extract, undefined, 2)}\n`);
}

function writeInto(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
