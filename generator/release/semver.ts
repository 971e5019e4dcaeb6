/** Semantic versions: reading, ordering, and the next one. */
import { UsageError } from '../diagnostics.js';

/** How far a version moves. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

const ORDER: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** The greater of two moves. */
export function greaterBump(left: Bump, right: Bump): Bump {
  return ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;
}

/** The version after `version`. Before 1.0.0 a breaking change moves the second number and anything else the third. */
export function nextVersion(version: string, bump: Bump): string {
  const [major, minor, patch] = parse(version);
  const isPrerelease = version.includes('-');
  if (bump === 'none') return version;
  const step = major > 0 ? bump : bump === 'major' ? 'minor' : 'patch';
  // 1.2.0-rc.1 already announces 1.2.0.
  if (isPrerelease && (step === 'patch' || (step === 'minor' && patch === 0) || (minor === 0 && patch === 0)))
    return `${major}.${minor}.${patch}`;
  if (step === 'major') return `${major + 1}.0.0`;
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Negative where `left` comes before `right`; a prerelease comes before its release. */
export function compareVersions(left: string, right: string): number {
  const [from, to] = [parse(left), parse(right)];
  for (const index of [0, 1, 2] as const) {
    const difference = from[index] - to[index];
    if (difference !== 0) return difference;
  }
  return comparePrereleases(prerelease(left), prerelease(right));
}

function parse(version: string): readonly [number, number, number] {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.exec(version);
  if (match === null) throw new UsageError(`"${version}" is not a semantic version, for example 1.4.0`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function prerelease(version: string): readonly string[] {
  const [, text] = /^[^-+]*-([^+]*)/.exec(version) ?? [];
  return text === undefined ? [] : text.split('.');
}

function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index], right[index]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    if (one === other) continue;
    const isNumber = [one, other].map((part) => /^\d+$/.test(part));
    if (isNumber[0] === true && isNumber[1] === true) return Number(one) - Number(other);
    if (isNumber[0] !== isNumber[1]) return isNumber[0] === true ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}
