/** What `hookwright infer` prints: for each type a table of its members with the support of every decision. */
import type { Diagnostic } from '../diagnostics.js';
import { sorted } from '../order.js';
import type { Decision } from './decision.js';
import type { Evidence } from './evidence.js';
import type { InferredSchema } from './infer.js';
import type { Observations } from './observations-file.js';

/** Rows of texts, the first one the head. */
export type Table = readonly (readonly string[])[];

/** One row for each place of a type. Supports are counted in samples. */
export function memberTable(type: InferredSchema): Table {
  const places = new Map<string, Decision[]>();
  for (const decision of type.decisions)
    places.set(decision.pointer, [...(places.get(decision.pointer) ?? []), decision]);
  const rows = sorted(places.keys())
    .filter((pointer) => pointer !== '')
    .map((pointer) => memberRow(pointer, places.get(pointer) ?? []));
  return [['member', 'kind', 'samples', 'presence', 'null', 'more'], ...rows];
}

/** Names of samples (`sleep/1`) by their digests; bodies that were only observed have none. */
export type SampleNames = ReadonlyMap<number, string>;

/** The names of all folders' samples. */
export function sampleNames(folders: Observations['names']): SampleNames {
  return new Map(
    [...folders].flatMap(([folder, names]) => [...names].map(([digest, name]) => [digest, `${folder}/${name}`])),
  );
}

/** The names of samples that are evidence, in code-unit order. */
export function namesOf(evidence: Evidence, names: SampleNames): readonly string[] {
  return sorted(evidence.flatMap((digest) => names.get(digest) ?? []));
}

/**
 * Why a place is as it is: one sentence for each decision about it, with the first samples that show it or, without
 * decisions, undefined.
 */
export function explain(type: InferredSchema, pointer: string, names: SampleNames): readonly string[] | undefined {
  const decisions = type.decisions.filter((decision) => decision.pointer === pointer);
  if (decisions.length === 0) return undefined;
  return decisions.map(({ rule, outcome, support, against, evidence, contrary }) => {
    const lacking = against > 0 ? `, not in ${against}${examples(against, contrary, names)}` : '';
    return `${rule}: ${outcome}; ${count(support)}${examples(support, evidence, names)}${lacking}`;
  });
}

/** Samples named in a sentence: enough to open one and look. */
const examplesShown = 3;

function examples(support: number, evidence: Evidence, names: SampleNames): string {
  const shown = namesOf(evidence, names).slice(0, examplesShown);
  if (shown.length === 0) return support > 0 ? ' (observed, not kept)' : '';
  const more = support > shown.length ? ` and ${support - shown.length} more` : '';
  return ` (${shown.join(', ')}${more})`;
}

/** The questions that samples leave open, with the overlay line that answers each. */
export function openQuestions(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.code === 'inference-open')
    .map((diagnostic) => `${diagnostic.message}\n    ${diagnostic.hint ?? ''}`);
}

/** `/properties/data/items/properties/at` reads `data[].at`. */
export function memberPath(pointer: string): string {
  return pointer
    .replaceAll('/properties/', '.')
    .replaceAll('/items', '[]')
    .replaceAll('/additionalProperties', '{}')
    .replace(/^\./, '');
}

function memberRow(pointer: string, decisions: readonly Decision[]): readonly string[] {
  const find = (...rules: readonly Decision['rule'][]): Decision | undefined =>
    decisions.find((decision) => rules.includes(decision.rule));
  const presence = find('required', 'optional');
  const kind = find('kind');
  const nullable = find('nullable');
  const more = decisions.filter((decision) =>
    ['format', 'enumeration', 'tuple', 'map', 'variants'].includes(decision.rule),
  );
  return [
    memberPath(pointer),
    kind?.outcome ?? 'unknown',
    String(presence?.support ?? kind?.support ?? ''),
    presenceText(presence),
    nullText(nullable),
    more.map((decision) => `${decision.rule}: ${decision.outcome} (${decision.support})`).join(', '),
  ];
}

function presenceText(presence: Decision | undefined): string {
  if (presence === undefined) return '';
  if (presence.rule === 'required') return 'always';
  return presence.against > 0 ? `not in ${presence.against}` : 'by policy';
}

function nullText(nullable: Decision | undefined): string {
  if (nullable === undefined) return 'never';
  return nullable.support > 0 ? `in ${nullable.support}` : 'tolerated';
}

function count(samples: number): string {
  return `${samples} ${samples === 1 ? 'sample' : 'samples'}`;
}
