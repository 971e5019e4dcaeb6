/** What two packages and their inputs say about the next version. Pure apart from the compiler, which is asked about types. */
import type { Change } from '../diff/change.js';
import { gradeOf, graver } from '../diff/change.js';
import { judgeTypes } from '../diff/compiler.js';
import type { Judgment } from '../diff/compiler.js';
import type { Grade } from '../diff/kinds.js';
import { greaterBump } from './semver.js';
import type { Bump } from './semver.js';
import { diffSurfaces, entriesOf } from './surface-diff.js';
import type { Sources, SurfaceChange } from './surface-diff.js';

/** The runtime's types name the platform's. */
const LIBRARIES = ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'];

/** What is compared. */
export interface VerdictInput {
  readonly before: Sources;
  readonly after: Sources;
  /** Changes between the inputs, where the old inputs are at hand; they know widening from breaking. */
  readonly changes: readonly Change[] | undefined;
  /** Who reads and who sends a type of the new package; undefined: a type of the runtime, taken as both. */
  readonly reach: (entry: string, name: string) => { readonly read: boolean; readonly sent: boolean } | undefined;
}

/** A difference in what is exported, graded. */
export interface GradedChange extends SurfaceChange {
  readonly grade: Grade;
}

export interface Verdict {
  readonly bump: Bump;
  readonly surface: readonly GradedChange[];
  /** True where some file of the package differs at all. */
  readonly differs: boolean;
}

/** Compares and grades; types whose text changed are judged by the inputs' rules or else by the compiler. */
export async function judgeRelease(input: VerdictInput): Promise<Verdict> {
  const changes = diffSurfaces(input.before, input.after);
  const judgments = await judgeEntries(input, changes);
  const surface = changes.map((change): GradedChange => ({ ...change, grade: gradeSurface(change, input, judgments) }));
  const fromInputs = (input.changes ?? []).map(gradeOf);
  const differs = !sameSources(input.before, input.after);
  const bumps = [...surface.map(({ grade }) => grade), ...fromInputs].map(bumpOf);
  return { bump: bumps.reduce(greaterBump, differs ? 'patch' : 'none'), surface, differs };
}

/** How far a grade moves the version. */
export function bumpOf(grade: Grade): Bump {
  return grade === 'breaking' ? 'major' : grade === 'docs' ? 'patch' : 'minor';
}

function gradeSurface(change: SurfaceChange, input: VerdictInput, judgments: ReadonlyMap<string, Judgment>): Grade {
  if (change.kind === 'added' || change.kind === 'entry-added') return 'additive';
  if (change.kind !== 'type-changed') return 'breaking';
  const judgment = judgments.get(`${change.entry} ${change.name}`);
  const reach = input.reach(change.entry, change.name) ?? { read: true, sent: true };
  const holds =
    judgment !== undefined && (!reach.read || judgment.readerHolds) && (!reach.sent || judgment.senderHolds);
  if (holds) return 'additive';
  const own = (input.changes ?? []).filter(({ exported }) => exported.includes(change.name));
  return own.reduce<Grade | undefined>((grade, one) => graver(grade, gradeOf(one)), undefined) ?? 'breaking';
}

async function judgeEntries(
  input: VerdictInput,
  changes: readonly SurfaceChange[],
): Promise<ReadonlyMap<string, Judgment>> {
  const entries = entriesOf(input.after);
  const found = new Map<string, Judgment>();
  for (const entry of new Set(changes.map((change) => change.entry))) {
    const names = changes.filter((change) => change.entry === entry && change.kind === 'type-changed');
    const path = entries.get(entry);
    if (path === undefined || names.length === 0) continue;
    const pairs = names.map(({ name }) => [name, name] as const);
    for (const judgment of await judgeTypes(modules(input.before), modules(input.after), path, pairs, LIBRARIES))
      found.set(`${entry} ${judgment.name}`, judgment);
  }
  return found;
}

function modules(sources: Sources): Sources {
  return new Map([...sources].filter(([path]) => path.endsWith('.ts')));
}

/** The lock names tools and the manifest the version: both differ without a difference for users. */
function sameSources(before: Sources, after: Sources): boolean {
  const own = (sources: Sources): readonly string[] =>
    [...modules(sources)].map(([path, text]) => `${path}\n${text}`).sort();
  return JSON.stringify(own(before)) === JSON.stringify(own(after));
}
