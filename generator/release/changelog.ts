/** The entry of a release in the changelog, written for users: what they have to change, and what is new. */
import type { Change } from '../diff/change.js';
import { gradeOf } from '../diff/change.js';
import type { Grade } from '../diff/kinds.js';
import { groupChanges } from '../diff/group.js';
import type { GradedChange } from './verdict.js';

const HEADINGS: readonly (readonly [Grade, string])[] = [
  ['breaking', 'Change your code'],
  ['widening', 'Expect more'],
  ['additive', 'New'],
];

/** Markdown of one release, without a date: the commit has it. */
export function changelogEntry(
  version: string,
  surface: readonly GradedChange[],
  changes: readonly Change[] | undefined,
): string {
  const parts = HEADINGS.flatMap(([grade, heading]) => {
    const own = (changes ?? []).filter((change) => gradeOf(change) === grade);
    const told = new Set(own.flatMap(({ exported }) => exported));
    const lines = [
      ...groupChanges(own).map(({ message }) => `- ${message}`),
      ...surface.filter((one) => one.grade === grade && !told.has(one.name)).map((one) => `- ${sentence(one)}`),
    ];
    return lines.length === 0 ? [] : [`### ${heading}\n\n${shorten(lines).join('\n')}`];
  });
  const texts = (changes ?? []).filter((change) => gradeOf(change) === 'docs').length;
  const rest = parts.length === 0 ? [texts === 0 ? 'No change for users.' : 'Texts only.'] : [];
  return `## ${version}\n\n${[...parts, ...rest].join('\n\n')}\n`;
}

/** Puts an entry above the newest one, below what is not released yet. */
export function insertEntry(changelog: string, entry: string): string {
  const version = /^## (.*)$/m.exec(entry)?.[1] ?? '';
  if (changelog.split('\n').includes(`## ${version}`)) return changelog;
  const releases = [...changelog.matchAll(/^## .*$/gm)].filter(([heading]) => heading !== '## Unreleased');
  const at = releases[0]?.index ?? changelog.length;
  return `${changelog.slice(0, at).trimEnd()}\n\n${entry}${at < changelog.length ? `\n${changelog.slice(at)}` : ''}`;
}

function sentence({ kind, entry, name }: GradedChange): string {
  const where = entry === '.' ? 'the package' : `\`${entry.slice(2)}\``;
  switch (kind) {
    case 'entry-added':
      return `New entry point ${where}`;
    case 'entry-removed':
      return `Entry point ${where} is gone`;
    case 'added':
      return `\`${name}\` in ${where}`;
    case 'removed':
      return `\`${name}\` is gone from ${where}`;
    case 'value-changed':
      return `\`${name}\` in ${where} has another signature`;
    case 'type-changed':
      return `\`${name}\` in ${where} has another shape`;
  }
}

function shorten(lines: readonly string[]): readonly string[] {
  return lines.length > 60 ? [...lines.slice(0, 60), `- and ${lines.length - 60} more, see api-surface`] : lines;
}
