/** Records of an event: where they are, which one each is, and which version. */
import { createHash } from 'node:crypto';
import type { EventRule, KeyPart, RecordRule } from '../core/rules.js';
import { readHeader } from '../core/webhook/delivery.js';
import { findIdentifier, findText } from '../core/webhook/json-body.js';
import type { IncomingHeaders } from './admission.js';

/** One version of a record. */
export interface FoundRecord {
  /** The same for all versions of a record. */
  readonly ref: string;
  readonly family: string;
  readonly key: string;
  /** Null: decided by the order of arrival. */
  readonly version: number | null;
  /** Which of two equal versions stands. */
  readonly tie: 'first' | 'last';
  /** The date that is part of the key; empty where none is. */
  readonly day: string;
  readonly data: string;
}

/** Finds the records of an event. */
export function findRecords(
  rule: EventRule,
  sourceName: string,
  headers: IncomingHeaders,
  event: unknown,
): readonly FoundRecord[] {
  const { records } = rule;
  if (records === undefined) return [];
  const family = familyOf(rule.types);
  return findAll(event, records.at).map((record) => {
    const data = JSON.stringify(record);
    const values = records.key.map((part) => readKeyPart(part, event, record));
    // Without any key, every content is a record of its own: nothing may be overwritten by mistake.
    const key = JSON.stringify(values.every((value) => value === '') ? [data] : values);
    const ref = createHash('sha256').update(`${sourceName}\n${family}\n${key}`).digest('base64url');
    const day = values.find((value) => /^\d{4}-\d{2}-\d{2}/.test(value))?.slice(0, 10) ?? '';
    return {
      ref,
      family,
      key: key.slice(0, 500),
      day,
      data,
      tie: records.version.kind === 'highest' ? 'first' : 'last',
      version: readVersion(records, headers, event, record),
    };
  });
}

/** What the types of a rule have in common: parts between dots, from the left. */
export function familyOf(types: readonly string[]): string {
  const [first = '', ...others] = types;
  let parts = first.split('.');
  for (const other of others) {
    const theirs = other.split('.');
    const end = parts.findIndex((part, index) => part !== theirs[index]);
    if (end >= 0) parts = parts.slice(0, end);
  }
  return parts.length === 0 ? first : parts.join('.');
}

/** Everything a pointer leads to, `*` standing for each key or index. */
export function findAll(value: unknown, pointer: string): readonly unknown[] {
  let found: readonly unknown[] = [value];
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    found = found.flatMap((each) => {
      if (typeof each !== 'object' || each === null) return [];
      if (name === '*') return Object.values(each) as unknown[];
      return Object.hasOwn(each, name) ? [(each as Readonly<Record<string, unknown>>)[name]] : [];
    });
  }
  return found.filter((each) => each !== null && each !== undefined);
}

function readKeyPart(part: KeyPart, event: unknown, record: unknown): string {
  const [value] = findAll(part.from === 'event' ? event : record, part.pointer);
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  if (part.cut === 'day') return text.slice(0, 10);
  return part.cut === 'stem' && text.includes('.') ? text.slice(0, text.lastIndexOf('.')) : text;
}

function readVersion(
  { version }: RecordRule,
  headers: IncomingHeaders,
  event: unknown,
  record: unknown,
): number | null {
  switch (version.kind) {
    case 'latest':
      return null;
    case 'highest':
      return toNumber(findIdentifier(event, version.pointer));
    case 'header':
      return toNumber(readHeader(headers, version.name));
    case 'newest':
      return toTime(findText(record, version.pointer));
  }
}

function toNumber(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : null;
}

/** A time without an offset is read as UTC: the zone of the machine must not decide. */
function toTime(text: string | undefined): number | null {
  if (text === undefined) return null;
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}
