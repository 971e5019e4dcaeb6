/**
 * Declared and inferred schemas meet: inferred types join each API's document as components, then its overlay is
 * applied, so that one overlay language corrects both. Out come complete documents.
 */
import { hasErrors } from '../diagnostics.js';
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { InferredSchema } from '../infer/infer.js';
import { loadDocument } from '../load/document.js';
import type { ProviderFolder } from '../load/folder.js';
import { applyOverlay } from '../load/overlay.js';
import { isObject, parseYaml } from '../load/parse-text.js';
import type { ApiManifest, Manifest } from '../manifest/manifest.js';
import { escapeToken, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { applyDescriptions } from './descriptions.js';
import { toDocument } from '../references.js';

/** One document, complete: vendor's text, inferred components, overlay applied. */
export interface ComposedDocument {
  /** Undefined for the document that only holds inferred types, of a provider without APIs. */
  readonly api: ApiManifest | undefined;
  readonly file: string;
  readonly document: JsonObject;
}

/** Composes the documents of a provider, one for each API, or one without paths where there is none. */
export function composeDocuments(
  folder: ProviderFolder,
  manifest: Manifest,
  inferred: readonly InferredSchema[],
): StageResult<readonly ComposedDocument[]> {
  const described = describedComponents(folder, inferred);
  const diagnostics: Diagnostic[] = [...described.diagnostics];
  let components = described.value;
  // Inferred types pass from one overlay to the next, so that each API's overlay may correct them.
  const documents = manifest.apis.map((api): ComposedDocument => {
    const composed = composeApi(folder, api, components);
    diagnostics.push(...composed.diagnostics);
    components = pick(schemasOf(composed.value), components);
    return { api, file: `${folder.label}/${api.document}`, document: composed.value };
  });
  if (documents.length > 0)
    return {
      value: documents.map((composed) => ({ ...composed, document: withSchemas(composed.document, components) })),
      diagnostics,
    };
  const alone = overlayAlone(folder, withSchemas({ openapi: '3.1.0', paths: {} }, components));
  return {
    value: [{ api: undefined, file: `${folder.label}/manifest.yaml`, document: alone.value }],
    diagnostics: [...diagnostics, ...alone.diagnostics],
  };
}

function pick(schemas: JsonObject, known: Readonly<Record<string, JsonObject>>): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    Object.entries(known).map(([name, schema]) => [name, isObject(schemas[name]) ? schemas[name] : schema]),
  );
}

function schemasOf(document: JsonObject): JsonObject {
  const schemas = valueAt(document, '/components/schemas');
  return isObject(schemas) ? schemas : {};
}

function withSchemas(document: JsonObject, added: Readonly<Record<string, JsonObject>>): JsonObject {
  const components = isObject(document['components']) ? document['components'] : {};
  return { ...document, components: { ...components, schemas: { ...schemasOf(document), ...added } } };
}

function describedComponents(
  folder: ProviderFolder,
  inferred: readonly InferredSchema[],
): StageResult<Readonly<Record<string, JsonObject>>> {
  const components = Object.fromEntries(inferred.map(({ name, schema }) => [name, toDocument(schema) as JsonObject]));
  const descriptions = readYaml(folder, 'descriptions.yaml', false);
  const applied = applyDescriptions(components, descriptions.value, `${folder.label}/descriptions.yaml`);
  return { value: applied.value, diagnostics: [...descriptions.diagnostics, ...applied.diagnostics] };
}

function composeApi(
  folder: ProviderFolder,
  api: ApiManifest,
  components: Readonly<Record<string, JsonObject>>,
): StageResult<JsonObject> {
  const read = loadDocument(folder, api.document);
  const overlay = api.overlay === undefined ? undefined : readYaml(folder, api.overlay, true);
  if (read.value === undefined)
    return { value: {}, diagnostics: [...read.diagnostics, ...(overlay?.diagnostics ?? [])] };
  const joined = joinComponents(read.value, components, `${folder.label}/${api.document}`);
  const diagnostics = [...read.diagnostics, ...joined.diagnostics, ...(overlay?.diagnostics ?? [])];
  if (api.overlay === undefined || !isObject(overlay?.value)) return { value: joined.value, diagnostics };
  const overlaid = applyOverlay(joined.value, overlay.value, `${folder.label}/${api.overlay}`);
  return { value: overlaid.value, diagnostics: [...diagnostics, ...overlaid.diagnostics] };
}

/** A provider without documents still corrects its inferred types in overlay.yaml. */
function overlayAlone(folder: ProviderFolder, document: JsonObject): StageResult<JsonObject> {
  const overlay = readYaml(folder, 'overlay.yaml', false);
  if (!isObject(overlay.value)) return { value: document, diagnostics: overlay.diagnostics };
  const applied = applyOverlay(document, overlay.value, `${folder.label}/overlay.yaml`);
  return { value: applied.value, diagnostics: [...overlay.diagnostics, ...applied.diagnostics] };
}

/** Inferred types become components; a component with the same name is a collision. */
function joinComponents(
  document: JsonObject,
  inferred: Readonly<Record<string, JsonObject>>,
  file: string,
): StageResult<JsonObject> {
  const own = schemasOf(document);
  const diagnostics = Object.keys(inferred)
    .filter((name) => Object.hasOwn(own, name))
    .map((name): Diagnostic => ({
      code: 'collision',
      severity: 'error',
      message: `the document declares "${name}", which is also inferred from samples`,
      at: { file, pointer: `/components/schemas/${escapeToken(name)}` },
      hint: 'Rename the entity or event type in the manifest, or let the event use the declared schema.',
    }));
  return { value: withSchemas(document, inferred), diagnostics };
}

function readYaml(folder: ProviderFolder, path: string, needed: boolean): StageResult<JsonValue | undefined> {
  const file = folder.files.find((candidate) => candidate.path === path);
  const label = `${folder.label}/${path}`;
  if (file === undefined) {
    const unreadable: Diagnostic = {
      code: 'file-unreadable',
      severity: 'error',
      message: 'the manifest names this file but it is not there',
      at: { file: label },
      hint: 'Add the file, or correct its name in manifest.yaml.',
    };
    return { value: undefined, diagnostics: needed ? [unreadable] : [] };
  }
  const parsed = parseYaml(file.text, label);
  if (hasErrors(parsed.diagnostics) || isObject(parsed.value) || (parsed.value === null && !needed)) return parsed;
  const wrong: Diagnostic = {
    code: 'syntax',
    severity: 'error',
    message: 'expected a mapping with keys',
    at: { file: label, line: 1 },
  };
  return { value: undefined, diagnostics: [wrong] };
}
