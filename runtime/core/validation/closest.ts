/** Which of several alternatives, none of which matches, was meant. */
import { type Finding, repeat, type Walk } from './issues.js';

/** Notes the findings of the alternative that comes closest. */
export function reportClosest(trials: readonly (readonly Finding[])[], walk: Walk): void {
  const [closest = []] = [...trials].sort((a, b) => distance(a, walk) - distance(b, walk));
  repeat(closest, walk);
}

/** Alternatives of another kind are farthest; else the fewest findings, and of these the deepest, are closest. */
function distance(findings: readonly Finding[], { path: { length } }: Walk): number {
  const deepest = Math.max(...findings.map(({ path }) => path.length)) - length;
  const isOtherKind = findings.some(({ code, path }) => code === 'type' && path.length === length);
  return (isOtherKind ? 1e6 : 0) + findings.length * 1000 - deepest;
}
