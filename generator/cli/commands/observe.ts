/** `hookwright observe <provider> [source]`: adds what bodies show to observations.json, and keeps none of them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventTypeOf } from '../../compose/roots.js';
import { InputError, UsageError } from '../../diagnostics.js';
import { joinFolders } from '../../infer/observation.js';
import type { Observation } from '../../infer/observation.js';
import { createObserver } from '../../infer/observe.js';
import { printObservations } from '../../infer/observations-file.js';
import { project } from '../../infer/project.js';
import { tagsOf } from '../../infer/tags.js';
import type { Manifest } from '../../manifest/manifest.js';
import type { JsonValue } from '../../schema.js';
import { observationsFile } from '../../infer/infer-provider.js';
import { loadProvider } from '../provider-input.js';
import { createProgress } from '../progress.js';
import { readBodies, sizeOf } from '../read-bodies.js';
import type { GlobalOptions } from '../workspace.js';

export interface ObserveOptions {
  /** Folder of samples that the bodies belong to; by default each body's event type decides. */
  readonly event: string | undefined;
}

/**
 * Merges the samples, and the bodies of a source if one is given, into the provider's observations. Returns 1 if bodies
 * were left out because their event type is new.
 */
export async function observe(
  options: GlobalOptions,
  provider: string,
  source: string | undefined,
  { event }: ObserveOptions,
): Promise<number> {
  const input = await loadProvider(options, provider);
  const streamed = source === undefined ? nothingStreamed : await observeSource(source, input.manifest, event);
  const seen = joinFolders(input.seen, streamed.folders);
  const text = printObservations({ folders: project(seen, tagsOf(input.manifest)), names: input.names });
  const file = join(options.schemas, provider, observationsFile);
  await writeFile(file, text);
  const report = { file, samples: input.samples.length, bodies: streamed.bodies, unknown: streamed.unknown };
  console.log(
    options.json
      ? JSON.stringify(report)
      : `${file}: ${report.samples} samples and ${report.bodies} other bodies seen; no value was kept`,
  );
  if (streamed.unknown === 0) return 0;
  console.error(
    `${streamed.unknown} bodies were left out: the manifest does not know their event type; ${unknownHint}`,
  );
  return 1;
}

const unknownHint = 'add the event to the manifest, or name the event with --event';

/** What a source showed; `unknown` is how many of its bodies were left out. */
interface Streamed {
  readonly folders: ReadonlyMap<string, Observation>;
  readonly bodies: number;
  readonly unknown: number;
}

const nothingStreamed: Streamed = { folders: new Map(), bodies: 0, unknown: 0 };

async function observeSource(source: string, manifest: Manifest, event: string | undefined): Promise<Streamed> {
  const observer = createObserver();
  const progress = createProgress(process.stderr, await sizeOf(source));
  const folderOf = folderFinder(manifest, event);
  let bodies = 0;
  let unknown = 0;
  for await (const { body, bytes } of readBodies(source)) {
    const folder = folderOf(body);
    if (folder === undefined) unknown++;
    else observer.add(folder, body);
    bodies++;
    progress.show(bytes, `${bodies} bodies`);
  }
  progress.end();
  if (unknown > 0 && unknown === bodies) throw unknownTypes(source);
  return { folders: observer.folders(), bodies: bodies - unknown, unknown };
}

/** The folder of samples that a body belongs to, by its event type. */
function folderFinder(manifest: Manifest, event: string | undefined): (body: JsonValue) => string | undefined {
  const events = manifest.webhooks.flatMap((webhook) => webhook.events);
  if (event !== undefined) {
    const known = events.find(
      (candidate) => candidate.key === event || candidate.types.includes(event) || candidate.samples === event,
    );
    if (known === undefined)
      throw new UsageError(
        `there is no event "${event}"; known: ${events.map((candidate) => candidate.key).join(', ')}`,
      );
    return () => known.samples ?? known.key;
  }
  return (body) => {
    for (const { discriminator, envelope, events: own } of manifest.webhooks) {
      const first = envelope === 'array' && Array.isArray(body) ? ((body as readonly JsonValue[])[0] ?? null) : body;
      const type = discriminator.kind === 'header' ? undefined : eventTypeOf(discriminator, first, {});
      const known = own.find((candidate) => type !== undefined && candidate.types.includes(type));
      if (known !== undefined) return known.samples ?? known.key;
    }
    return undefined;
  };
}

function unknownTypes(source: string): InputError {
  return new InputError([
    {
      code: 'sample-envelope',
      severity: 'error',
      message: 'no body here has an event type that the manifest knows',
      at: { file: source },
      hint: unknownHint,
    },
  ]);
}
