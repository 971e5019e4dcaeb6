/** Infers the named types of a provider from what its samples show. Pure: the same observations give the same schemas. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { EntityManifest, InferencePolicy } from '../manifest/manifest.js';
import type { JsonValue, SchemaObject } from '../schema.js';
import { decideNamed } from './decide.js';
import { createReport } from './decision.js';
import type { Decision } from './decision.js';
import { joinAll, supportOf } from './evidence.js';
import { assignEntities } from './entities.js';
import type { Entity } from './entities.js';
import { nullNames } from './null-names.js';
import { joinFolders, seenAtAll } from './observation.js';
import type { Observation } from './observation.js';
import { createObserver } from './observe.js';
import { selectPlaces } from './places.js';
import { project } from './project.js';
import { createHints } from './values.js';

/** A captured body. */
export interface Sample {
  readonly folder: string;
  readonly name: string;
  readonly file: string;
  readonly body: JsonValue;
}

/** What {@link inferFrom} needs beside the observations. */
export interface InferOptions {
  readonly provider: string;
  /** Event types with samples as entities at `<folder>#` (array envelopes: `<folder>#/*`), then those of the manifest. */
  readonly entities: readonly EntityManifest[];
  readonly policy: InferencePolicy;
  /** Make types of shapes that repeat, though the manifest does not name them. Default: true. */
  readonly automatic?: boolean;
  /** Names of such types from the lock, by the place (`<folder>#<pointer>`) that they were first found at. */
  readonly pinnedNames?: ReadonlyMap<string, string>;
  /** Names that documents and events have: no type found by its shape takes one of them. */
  readonly taken?: () => Iterable<string>;
  /**
   * Selectors of the members that tell event types apart (`*#/type`). Their texts are the vendor's words: they are
   * kept, and listed as known, even if seen once.
   */
  readonly tags?: readonly string[];
  /** Record every decision with its grounds, for people to read. Default: false, as generation has no use for them. */
  readonly record?: boolean;
}

export interface InferInput extends InferOptions {
  readonly samples: readonly Sample[];
  /** What was seen before, from observations.json; samples that are part of it do not count twice. */
  readonly observations?: ReadonlyMap<string, Observation>;
}

/** A named type made from samples. */
export interface InferredSchema {
  readonly name: string;
  readonly schema: SchemaObject;
  /** How many samples show it; an estimate beyond a few. */
  readonly samples: number;
  readonly folders: readonly string[];
  /** The places that were merged; the lock pins the name of an automatic type to them. */
  readonly places: readonly string[];
  /** True where the type was found by its shape, not named by the manifest. */
  readonly found: boolean;
  /** None unless they were asked for. */
  readonly decisions: readonly Decision[];
}

/** Infers from samples. */
export function infer(input: InferInput): StageResult<readonly InferredSchema[]> {
  const observer = createObserver();
  for (const sample of input.samples) observer.add(sample.folder, sample.body);
  return inferFrom(joinFolders(observer.folders(), input.observations ?? new Map()), input);
}

/** Infers from observations, by folder. */
export function inferFrom(
  folders: ReadonlyMap<string, Observation>,
  options: InferOptions,
): StageResult<readonly InferredSchema[]> {
  const tags = options.tags ?? [];
  const kept = project(folders, tags);
  const tagged = new Set(tags.flatMap((selector) => selectPlaces(kept, selector)));
  const { value: entities, diagnostics: found } = assignEntities(kept, options);
  const diagnostics: Diagnostic[] = [...found];
  const isNullElsewhere = nullNames(kept);
  const hintOf = createHints();
  const value = entities.list.map((entity) => {
    const decisions: Decision[] | undefined = options.record === true ? [] : undefined;
    const report = createReport(options.provider, entity.name, diagnostics, decisions);
    const schema = decideNamed(entity.group, entity.map, {
      policy: entity.policy,
      required: entity.required,
      nameOf: entities.nameOf,
      isNullElsewhere,
      hintOf,
      isTag: (group) => group.some((place) => tagged.has(place)),
      report,
    });
    return describe(entity, schema, decisions ?? []);
  });
  return { value, diagnostics };
}

function describe(entity: Entity, schema: SchemaObject, decisions: readonly Decision[]): InferredSchema {
  return {
    name: entity.name,
    schema: entity.description === undefined ? schema : { ...schema, description: entity.description },
    samples: supportOf(joinAll(entity.group.map(seenAtAll))),
    folders: entity.folders,
    places: entity.places,
    found: entity.found,
    decisions,
  };
}
