/** One provider folder as texts in, its intermediate representation out: every stage before emission, in order. */
import { composeDocuments } from './compose/compose.js';
import { addDocumentEvents } from './compose/document-events.js';
import { checkSamples } from './compose/roots.js';
import type { Diagnostic, StageResult } from './diagnostics.js';
import { hasErrors } from './diagnostics.js';
import { withoutAnswered } from './infer/answered.js';
import { inferProvider, observeProvider } from './infer/infer-provider.js';
import { buildProviderIR } from './ir/build.js';
import type { ProviderIR } from './ir/ir.js';
import type { ProviderFolder } from './load/folder.js';
import { parseYaml } from './load/parse-text.js';
import { messageInFiles, placeInFiles } from './load/part-places.js';
import { loadSamples } from './load/samples.js';
import { parseManifest } from './manifest/parse-manifest.js';

/**
 * Builds one provider. Later stages run on what earlier ones could make, so that one run reports as much as it can;
 * only a manifest that cannot be read ends it early. The value is undefined if there are errors. `pins` are names of
 * types in an earlier generation, by place.
 */
export function buildProvider(
  folder: ProviderFolder,
  pins?: Readonly<Record<string, string>>,
): StageResult<ProviderIR | undefined> {
  const manifestFile = `${folder.label}/manifest.yaml`;
  const text = folder.files.find((file) => file.path === 'manifest.yaml')?.text ?? '';
  const yaml = parseYaml(text, manifestFile);
  if (hasErrors(yaml.diagnostics)) return { value: undefined, diagnostics: yaml.diagnostics };
  const manifest = parseManifest(yaml.value, folder.provider, manifestFile);
  const samples = loadSamples(folder);
  const found: Diagnostic[] = [...manifest.diagnostics, ...samples.diagnostics];
  if (hasErrors(manifest.diagnostics)) return { value: undefined, diagnostics: found };

  const observed = observeProvider(folder, samples.value);
  const folders = observed.value.seen.keys();
  found.push(...checkSamples(manifest.value, samples.value, manifestFile, new Set(folders)).diagnostics);
  const inferred = inferProvider(folder, manifest.value, observed.value, pins);
  const documents = composeDocuments(folder, manifest.value, inferred.value);
  const complete = addDocumentEvents(manifest.value, documents.value, manifestFile);
  const ir = buildProviderIR({
    manifest: complete.value,
    manifestFile,
    documents: documents.value,
    inferred: inferred.value,
  });
  const open = withoutAnswered(inferred.diagnostics, inferred.value, documents.value);
  found.push(...observed.diagnostics, ...open, ...documents.diagnostics, ...complete.diagnostics, ...ir.diagnostics);
  const diagnostics = found.map((diagnostic) => ({
    ...diagnostic,
    message: messageInFiles(diagnostic.message),
    at: placeOf(diagnostic.at, folder.label),
  }));
  return { value: hasErrors(found) ? undefined : inFiles(ir.value, folder.label), diagnostics: unique(diagnostics) };
}

/** A stage that goes on with what an earlier one has refused says so once more. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ code, message, at }: Diagnostic): string => JSON.stringify([code, message, at]);
  const firsts = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const key = keyOf(diagnostic);
    if (!firsts.has(key)) firsts.set(key, diagnostic);
  }
  return [...firsts.values()];
}

function placeOf(at: Diagnostic['at'], label: string): Diagnostic['at'] {
  return at.pointer === undefined ? at : { ...at, ...placeInFiles(label, at.file, at.pointer) };
}

/** Stages before this know one document for each API; people know the files that it was made of. */
function inFiles(provider: ProviderIR, label: string): ProviderIR {
  const place = <T extends { readonly document: string; readonly pointer: string }>(value: T): T => {
    const { file, pointer } = placeInFiles(label, value.document, value.pointer);
    return pointer === value.pointer ? value : { ...value, document: file, pointer };
  };
  return {
    ...provider,
    schemas: provider.schemas.map((schema) =>
      schema.origin.kind === 'inferred' ? schema : { ...schema, origin: place(schema.origin) },
    ),
    apis: provider.apis.map((api) => ({ ...api, operations: api.operations.map(place) })),
  };
}
