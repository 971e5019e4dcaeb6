/** Assigns places to the named types of the manifest, and finds out which type a place belongs to. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { EntityManifest, InferencePolicy } from '../manifest/manifest.js';
import { createGroups } from './groups.js';
import type { Groups } from './groups.js';
import type { InferOptions } from './infer.js';
import type { Group } from './nested.js';
import type { Observation } from './observation.js';
import { selectFolders, selectPlaces } from './places.js';
import { poolShapes } from './pool.js';

/** A type and all the places that are it. */
export interface Entity {
  readonly name: string;
  readonly description: string | undefined;
  readonly group: Group;
  readonly map: boolean;
  readonly policy: InferencePolicy;
  readonly required: readonly string[] | undefined;
  readonly folders: readonly string[];
  readonly places: readonly string[];
  /** True where it was found by its shape. */
  readonly found: boolean;
}

/** All types of a provider, in code-unit order of their names. */
export interface Entities {
  readonly list: readonly Entity[];
  readonly nameOf: (group: Group) => string | undefined;
}

/** Resolves the manifest's selectors, and, if asked to, finds more types by their shapes. */
export function assignEntities(
  folders: ReadonlyMap<string, Observation>,
  options: InferOptions,
): StageResult<Entities> {
  const diagnostics: Diagnostic[] = [];
  const groups = createGroups();
  const claims = options.entities.flatMap((entity) => claim(entity, folders, groups, options, diagnostics));
  const pooled =
    options.automatic === false ? [] : poolShapes(claimedFolders(folders, claims), groups, claims, options);
  const names = new Map<Observation, string>();
  const list: Entity[] = [];
  for (const { entity, places, folders: from } of claims) {
    const owner = names.get(groups.find(places));
    if (owner === undefined) names.set(groups.find(places), entity.name);
    else if (owner !== entity.name) diagnostics.push(overlap(entity, owner, options));
    if (owner === undefined) list.push(manual(entity, groups.members(places), from, options));
  }
  for (const { name, place, paths } of pooled) {
    names.set(groups.find(place), name);
    list.push(automatic(name, groups.members(place), paths, options));
  }
  const nameOf = (group: Group): string | undefined => {
    for (const place of group) {
      const name = names.get(groups.find(place));
      if (name !== undefined) return name;
    }
    return undefined;
  };
  return { value: { list: list.sort((a, b) => (a.name < b.name ? -1 : 1)), nameOf }, diagnostics };
}

/** An entity of the manifest, one of its places (all others are united with it), and the folders they are in. */
export interface Claim {
  readonly entity: EntityManifest;
  readonly places: Observation;
  readonly folders: readonly string[];
}

function claim(
  entity: EntityManifest,
  folders: ReadonlyMap<string, Observation>,
  groups: Groups,
  options: InferOptions,
  diagnostics: Diagnostic[],
): readonly Claim[] {
  const found: Observation[] = [];
  const from = new Set<string>();
  entity.at.forEach((selector, i) => {
    const places = selectPlaces(folders, selector);
    if (places.length === 0) diagnostics.push(unmatched(entity, i, selector, options));
    else for (const folder of selectFolders(folders.keys(), selector)) from.add(folder);
    found.push(...places);
  });
  const [first] = found;
  if (first === undefined) return [];
  for (const place of found) groups.unite(first, place);
  return [{ entity, places: first, folders: [...from].sort() }];
}

/** Folders of which no place has a type are none of inference's business: their events are declared. */
function claimedFolders(
  folders: ReadonlyMap<string, Observation>,
  claims: readonly Claim[],
): ReadonlyMap<string, Observation> {
  const claimed = new Set(claims.flatMap((claim) => claim.folders));
  return new Map([...folders].filter(([folder]) => claimed.has(folder)));
}

function manual(entity: EntityManifest, group: Group, folders: readonly string[], options: InferOptions): Entity {
  return {
    name: entity.name,
    description: entity.description,
    group,
    map: entity.map,
    policy: {
      optional: entity.optional ?? options.policy.optional,
      nullable: entity.nullable ?? options.policy.nullable,
    },
    required: entity.required,
    folders,
    places: entity.at,
    found: false,
  };
}

function automatic(name: string, group: Group, paths: readonly string[], options: InferOptions): Entity {
  return {
    name,
    description: undefined,
    group,
    map: false,
    policy: options.policy,
    required: undefined,
    folders: [...new Set(paths.map((path) => path.slice(0, path.indexOf('#'))))].sort(),
    places: paths,
    found: true,
  };
}

function unmatched(entity: EntityManifest, index: number, selector: string, options: InferOptions): Diagnostic {
  return {
    code: 'manifest-invalid',
    severity: 'error',
    message: `entity ${entity.name}: "${selector}" matches nothing in the samples`,
    at: { file: `schemas/${options.provider}/manifest.yaml`, pointer: `/entities/${entity.name}/at/${index}` },
    hint: 'correct the selector, or add a sample that has this place',
  };
}

function overlap(entity: EntityManifest, owner: string, options: InferOptions): Diagnostic {
  return {
    code: 'manifest-invalid',
    severity: 'error',
    message: `entity ${entity.name} has places in common with ${owner}`,
    at: { file: `schemas/${options.provider}/manifest.yaml`, pointer: `/entities/${entity.name}/at` },
    hint: `remove the places from one of them, or make them one entity`,
  };
}
