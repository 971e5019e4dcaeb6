/** Where changes above schemas are put together: subject, grades from the catalogue, exported names. */
import type { Change, Subject } from './change.js';
import { changeKinds } from './kinds.js';
import type { ChangeKind } from './kinds.js';
import type { WrittenAt } from './manifest-places.js';

/** A list that changes are added to. */
export type Sink = (change: Change) => void;

/** What a change is about and where it stands. */
export interface Place {
  readonly subject: Subject;
  readonly file: string;
  readonly pointer: string;
  readonly exported: readonly string[];
}

/** Adds changes of a part at its own place, which is looked for only where there is a change. */
export function sinkAt(sink: Sink, find: () => WrittenAt): Sink {
  return (change) => sink({ ...change, ...find() });
}

/** Adds a change of a kind, graded as the catalogue says. */
export function add(sink: Sink, place: Place, kind: ChangeKind, detail = '', member = ''): void {
  const entry = changeKinds[kind];
  sink({
    kind,
    subject: place.subject,
    member,
    message: sentence(entry.title, place.subject, member, detail),
    detail,
    reader: entry.reader,
    sender: entry.sender,
    file: place.file,
    pointer: place.pointer,
    exported: place.exported,
    through: [],
  });
}

/** `Member removed: Activity.level (string before, number now)`. */
export function sentence(title: string, subject: Subject, member: string, detail: string): string {
  const name =
    member === ''
      ? subject.name
      : subject.kind === 'schema'
        ? `${subject.name}${member.startsWith('[') || member.startsWith('{') ? '' : '.'}${member}`
        : `${subject.name}, ${member}`;
  return `${title}: ${name}${detail === '' ? '' : ` (${detail})`}`;
}

/** True where two values are the same JSON. */
export function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
