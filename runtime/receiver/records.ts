/** Records of an event: where they are, which one each is, and which version. */
import { hash } from 'node:crypto';
import type { EventRule, KeyPart, RecordRule } from '../core/rules.js';
import { readHeader } from '../core/webhook/delivery.js';
import { findIdentifier, findText, splitPointer } from '../core/webhook/json-body.js';
import type { IncomingHeaders } from './admission.js';

/** One version of a record. */
export interface FoundRecord {
  /** The same for all versions of a record. */
  readonly ref: string;
  readonly family: string;
  readonly key: string;
  /** The greater one stands; the same for all where the order of arrival decides. */
  readonly version: number;
  /** Which of two equal versions stands. */
  readonly tie: 'first' | 'last';
  /** Its date; empty where it has none. */
  readonly day: string;
  readonly data: string;
}

/** What came with the event. */
export interface RecordContext {
  readonly source: string;
  readonly headers: IncomingHeaders;
  readonly receivedAt: number;
}

// The same for all events of a rule.
const families = new WeakMap<EventRule, string>();

/** Finds the records of an event. */
export function findRecords(rule: EventRule, context: RecordContext, event: unknown): readonly FoundRecord[] {
  const { records } = rule;
  if (records === undefined) return [];
  const family = families.get(rule) ?? familyOf(rule.types);
  families.set(rule, family);
  return findAll(event, records.at).map((record) => {
    const data = JSON.stringify(record);
    const values = records.key.map((part) => readKeyPart(part, event, record));
    // Without any key, every content is a record of its own: nothing may be overwritten by mistake.
    const key = JSON.stringify(values.every((value) => value === '') ? [data] : values);
    const ref = hash('sha256', `${context.source}\n${family}\n${key}`, 'base64url');
    const version = readVersion(records, context, event, record);
    const dates = records.day === undefined ? values : [readKeyPart(records.day, event, record)];
    const day = dates.find((value) => /^\d{4}-\d{2}-\d{2}/.test(value))?.slice(0, 10) ?? '';
    return {
      ref,
      family,
      key: key.slice(0, 500),
      day,
      data,
      tie: records.version.kind === 'highest' && version >= 0 ? 'first' : 'last',
      version,
    };
  });
}

/**
 * What a document is where nothing else tells: its first record and its version, such as vendors sign that sign no more than
 * that. Undefined where one of the two is missing.
 */
export function identifyByRecord(rule: EventRule, event: unknown): string | undefined {
  const { at, key, version } = rule.records ?? {};
  if (at === undefined || key === undefined || version?.kind !== 'highest') return undefined;
  const [record] = findAll(event, at);
  const number = findIdentifier(event, version.pointer);
  if (record === undefined || number === undefined) return undefined;
  return JSON.stringify([familyOf(rule.types), ...key.map((part) => readKeyPart(part, event, record)), number]);
}

/** What the types of a rule have in common: parts between dots, from the left. */
function familyOf(types: readonly string[]): string {
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
  for (const name of namesOf(pointer)) {
    found = found.flatMap((each) => {
      if (typeof each !== 'object' || each === null) return [];
      if (name === '*') return Object.values(each) as unknown[];
      return Object.hasOwn(each, name) ? [(each as Readonly<Record<string, unknown>>)[name]] : [];
    });
  }
  return found.filter((each) => each !== null && each !== undefined);
}

// Pointers come from rules, of which there is a bounded number.
const split = new Map<string, readonly string[]>();

function namesOf(pointer: string): readonly string[] {
  let names = split.get(pointer);
  if (names === undefined) split.set(pointer, (names = splitPointer(pointer)));
  return names;
}

function readKeyPart(part: KeyPart, event: unknown, record: unknown): string {
  const [value] = findAll(part.from === 'event' ? event : record, part.pointer);
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  if (text === '' && part.otherwise !== undefined) return readKeyPart(part.otherwise, event, record);
  if (part.cut === 'day') return text.slice(0, 10);
  return part.cut === 'stem' && text.includes('.') ? text.slice(0, text.lastIndexOf('.')) : text;
}

/** Always a number: versions of a record have one order, so that it does not matter in which order they are processed. */
function readVersion(
  { version }: RecordRule,
  { headers, receivedAt }: RecordContext,
  event: unknown,
  record: unknown,
): number {
  switch (version.kind) {
    case 'latest':
      return 0;
    case 'highest':
      return toNumber(findIdentifier(event, version.pointer)) ?? -1;
    // These two are times in milliseconds; the time of receipt stands in for one that is missing.
    case 'header':
      return toNumber(readHeader(headers, version.name)) ?? receivedAt;
    case 'newest':
      return toTime(findText(record, version.pointer)) ?? receivedAt;
  }
}

function toNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : undefined;
}

/** A time without an offset is read as UTC: the zone of the machine must not decide. */
function toTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}
