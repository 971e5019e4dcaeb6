/** Which of several alternatives, none of which matches, was meant. */
import { type Finding, repeat, type Walk } from './issues.js';

/** What is known of a finding or an issue here. */
type Found = Pick<Finding, 'code' | 'path'>;

/** Notes the findings of the alternative that comes closest. */
export function reportClosest(trials: readonly (readonly Finding[])[], walk: Walk): void {
  repeat(closestOf(trials, walk.path.length), walk);
}

/** What is wrong by the alternative that comes closest, for a value `depth` keys from the root. */
export function closestOf<T extends Found>(trials: readonly (readonly T[])[], depth: number): readonly T[] {
  const [closest = []] = [...trials].sort((a, b) => distance(a, depth) - distance(b, depth));
  return closest;
}

/** Alternatives of another kind are farthest; else the fewest findings, and of these the deepest, are closest. */
function distance(findings: readonly Found[], depth: number): number {
  const deepest = Math.max(...findings.map(({ path }) => path.length)) - depth;
  const isOtherKind = findings.some(({ code, path }) => code === 'type' && path.length === depth);
  return (isOtherKind ? 1e6 : 0) + findings.length * 1000 - deepest;
}
