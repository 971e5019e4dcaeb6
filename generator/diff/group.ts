/** Changes that are best read as one line: of one kind in one subject, or the very same in several subjects. */
import { sorted } from '../order.js';
import type { Change } from './change.js';
import { changeKinds } from './kinds.js';

/** One line of a report. */
export interface Group {
  readonly message: string;
  /** The first of the group, which stands for its place. */
  readonly change: Change;
  /** Exported names of all of the group, in the order of its changes. */
  readonly exported: readonly string[];
  /** Operations and event types through which any of the group is met, in code-unit order. */
  readonly through: readonly string[];
}

/** Members and subjects that a line names before it counts the rest. */
const SHOWN = 12;

/** Changes of one kind as few lines: members of one subject together, then subjects with the same members together. */
export function groupChanges(changes: readonly Change[]): readonly Group[] {
  const bySubject = partition(changes, ({ kind, subject, reader, sender }) =>
    [kind, subject.kind, subject.name, reader, sender].join(' '),
  );
  const alike = partition(bySubject, (group) => {
    const [first] = group;
    const isWhole = group.every(({ member, detail }) => member === '' && detail === '');
    // What has no member and no detail is told apart by its subject alone, and stays a line of its own.
    return first === undefined || isWhole ? group : [first.kind, first.reader, first.sender, sameness(group)].join(' ');
  });
  return alike.flatMap((groups): Group[] => {
    const [change] = groups[0] ?? [];
    const all = groups.flat();
    const exported = [...new Set(all.flatMap((one) => one.exported))];
    const through = sorted(new Set(all.flatMap((one) => one.through)));
    return change === undefined ? [] : [{ message: messageOf(groups), change, exported, through }];
  });
}

function messageOf(groups: readonly (readonly Change[])[]): string {
  const [group = []] = groups;
  const [change] = group;
  if (change === undefined) return '';
  const { title } = changeKinds[change.kind];
  if (groups.length > 1) {
    const names = groups.map(([first]) => first?.subject.name ?? '');
    return `${title}: ${detailsOf(group)}, in ${few(names)}`;
  }
  return group.length === 1 ? change.message : `${title}: ${change.subject.name}: ${detailsOf(group)}`;
}

/** What is the same in two subjects only if every change is: a line's text, which counts what it does not show, is not. */
function sameness(group: readonly Change[]): string {
  const pairs = group.map(({ member, detail }) => JSON.stringify([member, detail]));
  return [...new Set(pairs)].join(' ');
}

/** `a, b (was c), d`; what all have in common is said once at the end. */
function detailsOf(group: readonly Change[]): string {
  const details = new Set(group.map(({ detail }) => detail));
  const members = new Set(group.map(({ member }) => member));
  const [detail = ''] = details;
  const [member = ''] = members;
  if (members.size === 1 && group.length > 1) return `${member === '' ? '' : `${member}: `}${few([...details])}`;
  if (details.size === 1) {
    const names = members.size === 1 ? member : few([...members].map(nameOf));
    return detail === '' ? names : names === '' ? detail : `${names} (${detail})`;
  }
  return few(group.map((one) => (one.detail === '' ? nameOf(one.member) : `${nameOf(one.member)} (${one.detail})`)));
}

/** A subject among its members has no name of theirs. */
function nameOf(member: string): string {
  return member === '' ? 'the whole' : member;
}

function few(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}

/** Lists of equal keys, in the order of their first. */
function partition<T>(list: readonly T[], keyOf: (item: T) => unknown): readonly (readonly T[])[] {
  const found = new Map<unknown, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const known = found.get(key);
    if (known === undefined) found.set(key, [item]);
    else known.push(item);
  }
  return [...found.values()];
}
