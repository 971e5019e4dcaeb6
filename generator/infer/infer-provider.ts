/** The inferred types of one provider, from its samples and its saved observations: what generation and `infer` share. */
import { eventRoots } from '../compose/roots.js';
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { loadDocument } from '../load/document.js';
import type { ProviderFolder } from '../load/folder.js';
import { isObject } from '../load/parse-text.js';
import type { CapturedSample } from '../load/samples.js';
import type { Manifest } from '../manifest/manifest.js';
import { valueAt } from '../pointer.js';
import { inferFrom } from './infer.js';
import type { InferredSchema } from './infer.js';
import { joinFolders } from './observation.js';
import type { Observation } from './observation.js';
import { createObserver } from './observe.js';
import type { Observations } from './observations-file.js';
import { parseObservations } from './observations-parse.js';
import { tagsOf } from './tags.js';

/** File in a provider's folder. */
export const observationsFile = 'observations.json';

/** What was seen of a provider: saved observations joined with its samples. */
export interface SeenProvider {
  readonly seen: ReadonlyMap<string, Observation>;
  /** Names of all samples by folder and digest. */
  readonly names: Observations['names'];
}

/** Reads the observations of a provider's folder and joins its samples, which count once wherever they come from. */
export function observeProvider(folder: ProviderFolder, samples: readonly CapturedSample[]): StageResult<SeenProvider> {
  const text = folder.files.find((file) => file.path === observationsFile)?.text;
  const saved: StageResult<Observations> =
    text === undefined
      ? { value: { folders: new Map(), names: new Map() }, diagnostics: [] }
      : parseObservations(text, `${folder.label}/${observationsFile}`);
  const observer = createObserver();
  const present = samples.map(({ folder: event, name, body }) => ({ event, name, digest: observer.add(event, body) }));
  const seen = joinFolders(saved.value.folders, observer.folders());
  return { value: { seen, names: nameSamples(saved.value.names, present) }, diagnostics: saved.diagnostics };
}

/** The names by digest. Of several names of one body the first in code-unit order stands, whichever was seen first. */
function nameSamples(
  saved: Observations['names'],
  present: readonly { readonly event: string; readonly name: string; readonly digest: number }[],
): Observations['names'] {
  const names = new Map([...saved].map(([event, named]) => [event, new Map(named)]));
  for (const { event, name, digest } of present) {
    const named = names.get(event) ?? new Map<number, string>();
    names.set(event, named);
    const known = named.get(digest);
    if (known === undefined || name < known) named.set(digest, name);
  }
  return names;
}

/** Infers all types. `pins` are names of an earlier generation, by the place that they were given to. */
export function inferProvider(
  folder: ProviderFolder,
  manifest: Manifest,
  { seen }: SeenProvider,
  pins: Readonly<Record<string, string>> | undefined,
  record = false,
): StageResult<readonly InferredSchema[]> {
  const { value, diagnostics } = inferFrom(seen, {
    provider: folder.provider,
    entities: eventRoots(manifest),
    policy: manifest.inference,
    automatic: manifest.inference.automatic ?? true,
    tags: tagsOf(manifest),
    pinnedNames: new Map(Object.entries(pins ?? {})),
    taken: () => takenNames(folder, manifest),
    record,
  });
  const overlay = overlayOf(manifest);
  const named = (diagnostic: Diagnostic): Diagnostic =>
    diagnostic.code === 'inference-open'
      ? { ...diagnostic, at: { ...diagnostic.at, file: `${folder.label}/${overlay}` } }
      : diagnostic;
  return { value, diagnostics: diagnostics.map(named) };
}

/** The overlay that corrects inferred types: the first one, or the one to write. */
export function overlayOf(manifest: Manifest): string {
  return manifest.apis.find((api) => api.overlay !== undefined)?.overlay ?? 'overlay.yaml';
}

/** Names of schemas that documents declare, and of events' types. */
function takenNames(folder: ProviderFolder, manifest: Manifest): readonly string[] {
  const declared = manifest.apis.flatMap((api) => {
    const schemas = valueAt(loadDocument(folder, api.document).value ?? {}, '/components/schemas');
    return isObject(schemas) ? Object.keys(schemas) : [];
  });
  const events = manifest.webhooks.flatMap((webhook) => webhook.events.map((event) => event.type));
  return [...declared, ...Object.values(manifest.names), ...events];
}
