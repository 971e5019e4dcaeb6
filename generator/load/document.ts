/** An OpenAPI document of a provider folder in, one self-contained OpenAPI 3 document out. */
import { hasErrors } from '../diagnostics.js';
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { asciiJson } from './ascii-json.js';
import { bundleDocument } from './document-bundle.js';
import { isSwagger, upgradeSwagger } from './document-swagger.js';
import { bytesOf } from './folder.js';
import type { ProviderFolder, SourceFile } from './folder.js';
import { isObject, parseYaml } from './parse-text.js';

/** Reads a document, upgrades Swagger 2.0, and brings in every file that it refers to. */
export function loadDocument(folder: ProviderFolder, path: string): StageResult<JsonObject | undefined> {
  const diagnostics: Diagnostic[] = [];
  const label = (file: string): string => labelOf(folder, file);
  const readAsIs = (wanted: string): JsonObject | undefined => {
    const file = folder.files.find((candidate) => candidate.path === wanted);
    if (file === undefined) return undefined;
    const parsed = parseDocument(file, label(wanted));
    diagnostics.push(...parsed.diagnostics);
    return parsed.value ?? {};
  };
  const upgrade = (value: JsonObject, file: string): JsonObject => {
    const upgraded = upgradeSwagger(value, label(file));
    diagnostics.push(...upgraded.diagnostics);
    return upgraded.value;
  };
  const root = readAsIs(path);
  if (root === undefined) return { value: undefined, diagnostics: [missing(label(path))] };
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  // Parts of a document of 2.0 are in its words, whether or not they say so: it is upgraded as a whole.
  const readUpgraded = (wanted: string): JsonObject | undefined => {
    const part = readAsIs(wanted);
    return part === undefined ? undefined : upgrade(part, wanted);
  };
  const bundled = bundleDocument({ root, path, read: isSwagger(root) ? readAsIs : readUpgraded, label });
  const value = upgrade(bundled.value, path);
  return { value, diagnostics: [...diagnostics, ...bundled.diagnostics] };
}

/** How messages name a file of the folder; addresses stay as they are. */
function labelOf(folder: ProviderFolder, path: string): string {
  return /^https:/.test(path) ? path : `${folder.label}/${path}`;
}

/** JSON by the engine's own parser, which is ten times faster on large documents; YAML where that fails. */
function parseDocument(source: SourceFile, file: string): StageResult<JsonObject | undefined> {
  const json = tryJson(source);
  const parsed: StageResult<JsonValue | undefined> =
    json === undefined ? parseYaml(source.text, file) : { value: json, diagnostics: [] };
  if (isObject(parsed.value)) return { value: parsed.value, diagnostics: parsed.diagnostics };
  const wrong: Diagnostic = {
    code: 'syntax',
    severity: 'error',
    message: 'expected a mapping with keys',
    at: { file, line: 1 },
  };
  return { value: undefined, diagnostics: hasErrors(parsed.diagnostics) ? parsed.diagnostics : [wrong] };
}

/** An object, if the file is one and nothing else. */
function tryJson(source: SourceFile): JsonValue | undefined {
  const bytes = bytesOf(source);
  if (!(bytes === undefined ? source.text.trimStart().startsWith('{') : beginsWithBrace(bytes))) return undefined;
  try {
    return JSON.parse((bytes && asciiJson(bytes)) ?? source.text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** White space of JSON before it does not count. */
function beginsWithBrace(bytes: Buffer): boolean {
  const first = bytes.find((byte) => !WHITE_SPACE.has(byte));
  return first === OPENING_BRACE;
}

const OPENING_BRACE = 123;
const WHITE_SPACE: ReadonlySet<number> = new Set([9, 10, 13, 32]);

function missing(file: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: 'the manifest names this file but it is not there',
    at: { file },
    hint: 'Add the file, or correct its name in manifest.yaml.',
  };
}
