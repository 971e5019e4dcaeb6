/** Events that are typed by samples: their folders, as roots for inference, and whether each sample is in the right one. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { isObject } from '../load/parse-text.js';
import type { CapturedSample } from '../load/samples.js';
import type { Discriminator, EntityManifest, EventManifest, Manifest, WebhookManifest } from '../manifest/manifest.js';
import { escapeToken, valueAt } from '../pointer.js';
import type { JsonValue } from '../schema.js';

/** Every inferred event body as an entity; entries that share a type share their places. */
export function eventRoots(manifest: Manifest): readonly EntityManifest[] {
  const roots = new Map<string, EntityManifest>();
  for (const webhook of manifest.webhooks) {
    for (const event of webhook.events.filter((candidate) => candidate.schema === undefined)) {
      const place = `${event.samples ?? event.key}#${webhook.envelope === 'array' ? '/*' : ''}`;
      const known = roots.get(event.type);
      const at = known === undefined ? [place] : [...new Set([...known.at, place])];
      const named = manifest.entities.find((entity) => entity.name === event.type);
      roots.set(event.type, {
        ...ROOT,
        ...named,
        name: event.type,
        description: known?.description ?? textOf(event),
        at: [...new Set([...at, ...(named?.at ?? [])])],
      });
    }
  }
  const rest = manifest.entities.filter((entity) => !roots.has(entity.name));
  return [...roots.values(), ...rest];
}

const ROOT: EntityManifest = {
  name: '',
  description: undefined,
  at: [],
  required: undefined,
  optional: undefined,
  nullable: undefined,
  map: false,
};

/** Reports events of which no sample was ever seen, and samples whose event type is not one of their folder's. */
export function checkSamples(
  manifest: Manifest,
  samples: readonly CapturedSample[],
  manifestFile: string,
  observed: ReadonlySet<string> = new Set(),
): StageResult<undefined> {
  const diagnostics = manifest.webhooks.flatMap((webhook) =>
    webhook.events.flatMap((event) => {
      const folder = event.samples ?? event.key;
      const own = samples.filter((sample) => sample.folder === folder);
      if (own.length === 0)
        return event.schema === undefined && !observed.has(folder) ? [empty(webhook, event, manifestFile)] : [];
      return own.flatMap((sample) => checkSample(webhook, event, sample));
    }),
  );
  return { value: undefined, diagnostics };
}

function checkSample(webhook: WebhookManifest, event: EventManifest, sample: CapturedSample): readonly Diagnostic[] {
  const misplaced = (message: string, hint: string): Diagnostic => ({
    code: 'sample-envelope',
    severity: 'error',
    message,
    at: { file: sample.file },
    hint,
  });
  if (webhook.envelope === 'array' && !Array.isArray(sample.body)) {
    return [misplaced('expected an array of events', 'This webhook\'s envelope is "array".')];
  }
  const events = webhook.envelope === 'array' ? (sample.body as readonly JsonValue[]) : [sample.body];
  const folderTypes = webhook.events
    .filter((other) => (other.samples ?? other.key) === (event.samples ?? event.key))
    .flatMap((other) => other.types);
  const types = events.map((item) => eventTypeOf(webhook.discriminator, item, sample.headers));
  if (types.every((type) => type !== undefined && folderTypes.includes(type))) return [];
  const hint = `The samples of this folder have the event type ${folderTypes
    .slice(0, 3)
    .map((type) => `"${type}"`)
    .join(', ')}${folderTypes.length > 3 ? ', …' : ''}.`;
  return [misplaced("its event type is not one of this folder's", hint)];
}

/** The event type of one event by a discriminator; undefined where it has none. */
export function eventTypeOf(
  discriminator: Discriminator,
  event: JsonValue,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  switch (discriminator.kind) {
    case 'constant':
      return discriminator.value;
    case 'header':
      return headers[discriminator.name];
    case 'member':
      return textAt(event, discriminator.pointer);
    case 'keyAndMember': {
      const key = discriminator.keys.find((name) => isObject(event) && Object.hasOwn(event, name));
      const text = textAt(event, discriminator.pointer);
      return text === undefined || key === undefined ? text : `${key}.${text}`;
    }
  }
}

function textAt(value: JsonValue, pointer: string): string | undefined {
  const found = valueAt(value, pointer);
  return typeof found === 'string' ? found : undefined;
}

function textOf(event: EventManifest): string | undefined {
  return event.description === '' ? undefined : event.description;
}

function empty(webhook: WebhookManifest, event: EventManifest, file: string): Diagnostic {
  const folder = event.samples ?? event.key;
  return {
    code: 'event-empty',
    severity: 'error',
    message: `the event "${event.key}" has neither a schema nor a sample`,
    at: { file, pointer: `/webhooks/${escapeToken(webhook.name)}/events/${escapeToken(event.key)}` },
    hint: `Put a captured body in samples/${folder}/, or name its schema with schema: '<api>#<pointer>'.`,
  };
}
