/** Sample files of a provider folder in, parsed samples out. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { Sample } from '../infer/infer.js';
import type { ProviderFolder, SourceFile } from './folder.js';
import { isObject, parseJson } from './parse-text.js';

/** A sample with the headers it came with, if they were kept. */
export interface CapturedSample extends Sample {
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads `samples/<folder>/<case>.json` and `<case>.headers.json`; a folder may be nested (`api/getUser`). */
export function loadSamples(folder: ProviderFolder): StageResult<readonly CapturedSample[]> {
  const files = folder.files.filter((file) => file.path.startsWith('samples/') && file.path.endsWith('.json'));
  const headers = new Map(files.filter(isHeaders).map((file) => [file.path, file]));
  const diagnostics: Diagnostic[] = [];
  const samples = files
    .filter((file) => !isHeaders(file))
    .flatMap((file) => {
      const label = `${folder.label}/${file.path}`;
      const body = parseJson(file.text.replace(/^\uFEFF/, ''), label);
      const found = readHeaders(headers.get(file.path.replace(/\.json$/, '.headers.json')), folder);
      diagnostics.push(...body.diagnostics, ...found.diagnostics);
      if (body.value === undefined) return [];
      return [
        { folder: folderOf(file.path), name: nameOf(file.path), file: label, body: body.value, headers: found.value },
      ];
    });
  return { value: samples, diagnostics };
}

function readHeaders(
  file: SourceFile | undefined,
  folder: ProviderFolder,
): StageResult<Readonly<Record<string, string>>> {
  if (file === undefined) return { value: {}, diagnostics: [] };
  const label = `${folder.label}/${file.path}`;
  const parsed = parseJson(file.text, label);
  const entries = isObject(parsed.value) ? Object.entries(parsed.value) : [];
  const headers = Object.fromEntries(
    entries
      .filter(([, value]) => typeof value === 'string')
      .map(([name, value]) => [name.toLowerCase(), value as string]),
  );
  if (parsed.value === undefined || (isObject(parsed.value) && Object.keys(headers).length === entries.length)) {
    return { value: headers, diagnostics: parsed.diagnostics };
  }
  const wrong: Diagnostic = {
    code: 'sample-invalid',
    severity: 'error',
    message: 'expected a flat object of header texts',
    at: { file: label },
  };
  return { value: headers, diagnostics: [...parsed.diagnostics, wrong] };
}

function isHeaders(file: SourceFile): boolean {
  return file.path.endsWith('.headers.json');
}

function folderOf(path: string): string {
  return path.slice('samples/'.length, path.lastIndexOf('/'));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}
