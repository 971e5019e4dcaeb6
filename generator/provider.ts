/** One provider folder as texts in, its intermediate representation out: every stage before emission, in order. */
import { composeDocuments } from './compose/compose.js';
import { addDocumentEvents } from './compose/document-events.js';
import { checkSamples, eventRoots } from './compose/roots.js';
import type { Diagnostic, StageResult } from './diagnostics.js';
import { hasErrors } from './diagnostics.js';
import { infer } from './infer/infer.js';
import { buildProviderIR } from './ir/build.js';
import type { ProviderIR } from './ir/ir.js';
import type { ProviderFolder } from './load/folder.js';
import { parseYaml } from './load/parse-text.js';
import { loadSamples } from './load/samples.js';
import { parseManifest } from './manifest/parse-manifest.js';

/**
 * Builds one provider. Later stages run on what earlier ones could make, so that one run reports as much as it can;
 * only a manifest that cannot be read ends it early. The value is undefined if there are errors.
 */
export function buildProvider(folder: ProviderFolder): StageResult<ProviderIR | undefined> {
  const manifestFile = `${folder.label}/manifest.yaml`;
  const text = folder.files.find((file) => file.path === 'manifest.yaml')?.text ?? '';
  const yaml = parseYaml(text, manifestFile);
  if (hasErrors(yaml.diagnostics)) return { value: undefined, diagnostics: yaml.diagnostics };
  const manifest = parseManifest(yaml.value, folder.provider, manifestFile);
  const samples = loadSamples(folder);
  const found: Diagnostic[] = [...manifest.diagnostics, ...samples.diagnostics];
  if (hasErrors(manifest.diagnostics)) return { value: undefined, diagnostics: found };

  found.push(...checkSamples(manifest.value, samples.value, manifestFile).diagnostics);
  const inferred = infer({
    provider: folder.provider,
    samples: samples.value,
    entities: eventRoots(manifest.value),
    policy: manifest.value.inference,
  });
  const documents = composeDocuments(folder, manifest.value, inferred.value);
  const complete = addDocumentEvents(manifest.value, documents.value, manifestFile);
  const ir = buildProviderIR({
    manifest: complete.value,
    manifestFile,
    documents: documents.value,
    inferred: inferred.value,
  });
  found.push(...inferred.diagnostics, ...documents.diagnostics, ...complete.diagnostics, ...ir.diagnostics);
  return { value: hasErrors(found) ? undefined : ir.value, diagnostics: found };
}
