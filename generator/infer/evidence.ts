/**
 * Which samples show a fact, as a bounded set of sample digests: the smallest ones are kept. Joining two such sets is
 * commutative, associative and idempotent, so a sample that is seen twice counts once, and memory does not grow.
 */
import { thresholds } from './thresholds.js';

/** Digests, ascending, at most `thresholds.evidence` of them. */
export type Evidence = readonly number[];

/** Digests are whole numbers below this. */
export const digestRange = 2 ** 32;

/** No samples. */
export const noEvidence: Evidence = [];

/** The set with one digest more; the same list if that changes nothing. */
export function withDigest(list: Evidence, digest: number): Evidence {
  const last = list.at(-1) ?? -1;
  if (digest === last || (digest > last && list.length >= thresholds.evidence)) return list;
  return digest < last && list.includes(digest) ? list : joinEvidence(list, [digest]);
}

/** The union of two sets, cut to the limit again. */
export function joinEvidence(a: Evidence, b: Evidence): Evidence {
  if (a.length === 0 || a === b) return b;
  if (b.length === 0) return a;
  const joined: number[] = [];
  let i = 0;
  let j = 0;
  while (joined.length < thresholds.evidence && (i < a.length || j < b.length)) {
    const x = a[i] ?? Infinity;
    const y = b[j] ?? Infinity;
    joined.push(Math.min(x, y));
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return joined;
}

/** The union of many sets. Where one set comes again and again, it is that set. */
export function joinAll(sets: Iterable<Evidence>): Evidence {
  let [first, last] = [noEvidence, noEvidence];
  let joined: number[] | undefined;
  for (const set of sets) {
    if (set.length === 0 || set === first || set === last) continue;
    last = set;
    if (first.length === 0) first = set;
    else {
      joined ??= [...first];
      for (const digest of set) if (!addEvidence(joined, digest)) break;
    }
  }
  return joined ?? first;
}

/** How many samples there are: exact up to the limit, estimated beyond from how dense the smallest digests lie. */
export function supportOf(evidence: Evidence): number {
  if (evidence.length < thresholds.evidence) return evidence.length;
  const largest = evidence.at(-1) ?? 1;
  const estimate = Math.round(((evidence.length - 1) * digestRange) / Math.max(1, largest));
  return Math.max(evidence.length, estimate);
}

/** Adds a digest in place; false if it and all larger ones are beyond the limit. */
function addEvidence(list: number[], digest: number): boolean {
  const limit = thresholds.evidence;
  const last = list.at(-1);
  if (last === undefined || last < digest) {
    if (list.length >= limit) return false;
    list.push(digest);
    return true;
  }
  let at = list.length;
  while (at > 0 && (list[at - 1] ?? -1) >= digest) at--;
  if (list[at] === digest) return true;
  list.splice(at, 0, digest);
  if (list.length > limit) list.pop();
  return true;
}
