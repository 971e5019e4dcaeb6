/** The `events` part of a webhook: keys are expanded into event types, body shapes are named. */
import { sorted } from '../order.js';
import { pascalCase } from '../ir/names.js';
import type { EventManifest, FollowUp, KeyPart, RecordRule, UserLifecycle, VersionRule } from './manifest.js';
import {
  at,
  child,
  children,
  flag,
  items,
  onlyKeys,
  pointer,
  report,
  requiredText,
  requirePointer,
  text,
  textMap,
  texts,
} from './reader.js';
import type { Reader } from './reader.js';

type Place = Omit<Reader, 'value'>;

/** Reads `events`, in the order of the file, and reports event types that two entries claim. */
export function parseEvents(webhook: Reader): readonly EventManifest[] {
  const entries = children(webhook, 'events').map(([key, reader]) => ({ reader, event: parseEvent(key, reader) }));
  const owner = new Map<string, string>();
  for (const { event, reader } of entries) {
    for (const type of event.types) {
      const other = owner.get(type);
      if (other !== undefined)
        report(reader, `the event type "${type}" is already in "${other}"`, 'Each event type belongs to one entry.');
      owner.set(type, event.key);
    }
  }
  if (entries.length === 0 && webhook.value['from'] === undefined)
    report(at(webhook, 'events'), 'a webhook needs at least one event');
  return entries.map(({ event }) => event);
}

function parseEvent(key: string, reader: Reader): EventManifest {
  onlyKeys(reader, [
    'each',
    'type',
    'description',
    'deprecated',
    'schema',
    'samples',
    'records',
    'followUp',
    'lifecycle',
  ]);
  const schema = parseSchema(reader);
  const type = text(reader, 'type') ?? `${pascalCase(key.replaceAll(/[{}]/g, ''))}Event`;
  if (!/^[A-Z][A-Za-z0-9]*$/.test(type))
    report(at(reader, 'type'), `"${type}" cannot be a type's name`, 'Use PascalCase letters and digits.');
  return {
    key,
    types: expand(key, reader),
    type,
    description: text(reader, 'description', ''),
    deprecated: text(reader, 'deprecated'),
    schema,
    samples: schema === undefined ? text(reader, 'samples', key) : text(reader, 'samples'),
    records: parseRecords(reader),
    followUp: parseFollowUp(reader),
    lifecycle: parseLifecycle(reader),
  };
}

/** `a.{x}.{y}` with `each: { x: [..], y: [..] }` gives every combination. */
function expand(key: string, reader: Reader): readonly string[] {
  const each = child(reader, 'each');
  const names = [...key.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  onlyKeys(each, names);
  let types = [key];
  for (const name of names) {
    const values = texts(each, name);
    if (values.length === 0) report(at(reader, 'each'), `"${name}" has no values`, `Add ${name}: [<values>].`);
    types = types.flatMap((type) => values.map((value) => type.replaceAll(`{${name}}`, value)));
  }
  return sorted(new Set(types));
}

/** `schema: <api>#<pointer>`. */
export function parseSchema(reader: Reader): EventManifest['schema'] {
  const value = text(reader, 'schema');
  if (value === undefined) return undefined;
  const hash = value.indexOf('#');
  if (hash > 0) return { api: value.slice(0, hash), pointer: value.slice(hash + 1) };
  report(at(reader, 'schema'), 'expected <api>#<pointer>', "For example 'main#/components/schemas/Sleep'.");
  return undefined;
}

/** The `records` of an event or answer. */
export function parseRecords(reader: Reader): RecordRule | undefined {
  if (reader.value['records'] === undefined) return undefined;
  const records = child(reader, 'records');
  onlyKeys(records, ['at', 'key', 'day', 'version']);
  const day = parseFirst(texts(records, 'day'), at(records, 'day'));
  return {
    at: requirePointer(text(records, 'at', ''), at(records, 'at')),
    key: items(records, 'key').flatMap(([item, place]) => parseKey(item, place) ?? []),
    ...(day === undefined ? {} : { day }),
    version: parseVersion(records),
  };
}

/** A value, or a list of which the first that is there counts. */
function parseKey(item: unknown, place: Place): KeyPart | undefined {
  const values = Array.isArray(item) ? item : [item];
  if (values.length > 0 && values.every((value) => typeof value === 'string')) return parseFirst(values, place);
  report(place, 'expected a text or a list of texts');
  return undefined;
}

function parseFirst([value, ...others]: readonly string[], place: Place): KeyPart | undefined {
  if (value === undefined) return undefined;
  const otherwise = parseFirst(others, place);
  return { ...parsePart(value, place), ...(otherwise === undefined ? {} : { otherwise }) };
}

/** `/x` of the record, `^/x` of the event; `|day` for the first ten characters, `|stem` for what is before the last dot. */
function parsePart(value: string, place: Place): KeyPart {
  const fromEvent = value.startsWith('^');
  const [path = '', cut] = (fromEvent ? value.slice(1) : value).split('|');
  if (cut !== undefined && cut !== 'day' && cut !== 'stem')
    report(place, `unknown cut "|${cut}"`, 'Known cuts: |day and |stem.');
  return {
    pointer: requirePointer(path, place),
    from: fromEvent ? 'event' : 'record',
    cut: cut === 'day' || cut === 'stem' ? cut : undefined,
  };
}

function parseVersion(records: Reader): VersionRule {
  const value = records.value['version'];
  if (value === undefined || value === 'latest') return { kind: 'latest' };
  const version = child(records, 'version');
  onlyKeys(version, ['highest', 'header', 'newest']);
  if (version.value['highest'] !== undefined) return { kind: 'highest', pointer: pointer(version, 'highest') };
  if (version.value['header'] !== undefined)
    return { kind: 'header', name: requiredText(version, 'header').toLowerCase() };
  return { kind: 'newest', pointer: pointer(version, 'newest') };
}

function parseFollowUp(reader: Reader): FollowUp | undefined {
  const value = reader.value['followUp'];
  if (value === undefined) return undefined;
  if (value === 'notify') return { kind: 'notify' };
  const followUp = child(reader, 'followUp');
  onlyKeys(followUp, ['fetch', 'parameters', 'backfill', 'download', 'hosts', 'expect', 'reference', 'header']);
  if (followUp.value['fetch'] !== undefined) {
    return {
      kind: 'fetch',
      operation: requiredText(followUp, 'fetch'),
      parameters: parseParameters(followUp),
      ...(flag(followUp, 'backfill', false) ? { backfill: true } : {}),
    };
  }
  if (followUp.value['download'] !== undefined) {
    return { kind: 'download', pointer: pointer(followUp, 'download'), hosts: texts(followUp, 'hosts') };
  }
  return {
    kind: 'expect',
    count: pointer(followUp, 'expect'),
    reference: pointer(followUp, 'reference'),
    header: text(followUp, 'header')?.toLowerCase(),
  };
}

/** `/x` of the event, or `=x` as it is. */
function parseParameters(followUp: Reader): Readonly<Record<string, string>> {
  const parameters = textMap(followUp, 'parameters');
  for (const [name, value] of Object.entries(parameters))
    if (!/^[/=]/.test(value))
      report(
        at(at(followUp, 'parameters'), name),
        `"${value}" is neither a JSON pointer nor a value`,
        'Begin with / or =.',
      );
  return parameters;
}

function parseLifecycle(reader: Reader): UserLifecycle | undefined {
  if (reader.value['lifecycle'] === undefined) return undefined;
  const lifecycle = child(reader, 'lifecycle');
  onlyKeys(lifecycle, ['connected', 'when', 'disconnected', 'replaced', 'previous']);
  if (lifecycle.value['connected'] !== undefined)
    return { kind: 'connected', user: pointer(lifecycle, 'connected'), when: parseCondition(lifecycle) };
  if (lifecycle.value['disconnected'] !== undefined)
    return { kind: 'disconnected', user: pointer(lifecycle, 'disconnected') };
  return { kind: 'replaced', user: pointer(lifecycle, 'replaced'), previous: pointer(lifecycle, 'previous') };
}

/** `when: { /status: success }`: the one pointer and the text that must be there. */
function parseCondition(lifecycle: Reader): Extract<UserLifecycle, { kind: 'connected' }>['when'] {
  const [condition] = Object.entries(textMap(lifecycle, 'when'));
  if (condition === undefined) return undefined;
  const [path, value] = condition;
  return { pointer: requirePointer(path, at(lifecycle, 'when')), value };
}
