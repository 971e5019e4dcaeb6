/** The `webhooks` part of a manifest: URL-level facts; signatures and events have files of their own. */
import type { JsonValue } from '../schema.js';
import type { Discriminator, ValueSource, WebhookManifest } from './manifest.js';
import { parseAnswers } from './parse-answer.js';
import { parseEvents } from './parse-event.js';
import { parseSignature } from './parse-signature.js';
import {
  child,
  children,
  choice,
  count,
  counts,
  items,
  onlyKeys,
  pointer,
  pointers,
  readObject,
  report,
  requiredText,
  text,
  texts,
} from './reader.js';
import type { Reader } from './reader.js';

const ANY_SUCCESS = [200, 201, 202, 203, 204] as const;

/** Reads `webhooks`, in the order of the file. */
export function parseWebhooks(manifest: Reader): readonly WebhookManifest[] {
  return children(manifest, 'webhooks').map(([name, reader]) => parseWebhook(name, reader));
}

function parseWebhook(name: string, reader: Reader): WebhookManifest {
  onlyKeys(reader, [
    'title',
    'description',
    'signature',
    'accepted',
    'timeoutSeconds',
    'retrySeconds',
    'envelope',
    'discriminator',
    'delivery',
    'user',
    'sourceAddresses',
    'from',
    'events',
    'answers',
  ]);
  if (!/^[a-z][A-Za-z0-9]*$/.test(name))
    report(reader, `"${name}" cannot be a property name`, 'Use camelCase letters and digits.');
  return {
    name,
    title: requiredText(reader, 'title'),
    description: text(reader, 'description', ''),
    signature: parseSignature(child(reader, 'signature')),
    accepted: parseAccepted(reader),
    timeoutSeconds: count(reader, 'timeoutSeconds'),
    retrySeconds: counts(reader, 'retrySeconds'),
    envelope: choice(reader, 'envelope', ['object', 'array'], 'object'),
    discriminator: parseDiscriminator(child(reader, 'discriminator')),
    delivery: items(reader, 'delivery').map(([item, place]) => parseSource(readObject(place, item))),
    user: pointers(reader, 'user'),
    sourceAddresses: texts(reader, 'sourceAddresses'),
    from: text(reader, 'from'),
    events: parseEvents(reader),
    answers: parseAnswers(reader),
  };
}

function parseAccepted(reader: Reader): readonly number[] {
  if (reader.value['accepted'] === undefined) return ANY_SUCCESS;
  const accepted = counts(reader, 'accepted');
  if (accepted.length === 0 || accepted.some((status) => status < 200 || status > 299)) {
    report(reader, 'expected at least one status from 200 to 299 in "accepted"');
  }
  return [...accepted].sort((left, right) => left - right);
}

function parseDiscriminator(reader: Reader): Discriminator {
  onlyKeys(reader, ['member', 'header', 'constant', 'keys']);
  const given = (key: string): JsonValue | undefined => reader.value[key];
  if (given('keys') !== undefined) {
    return { kind: 'keyAndMember', keys: texts(reader, 'keys'), pointer: pointer(reader, 'member') };
  }
  if (given('member') !== undefined) return { kind: 'member', pointer: pointer(reader, 'member') };
  if (given('header') !== undefined) return { kind: 'header', name: requiredText(reader, 'header').toLowerCase() };
  if (given('constant') !== undefined) return { kind: 'constant', value: requiredText(reader, 'constant') };
  report(reader, 'a webhook needs a discriminator', 'Write discriminator: { member: /type }.');
  return { kind: 'constant', value: '' };
}

/** `{ header: x }` or `{ member: /x }`. */
export function parseSource(reader: Reader): ValueSource {
  onlyKeys(reader, ['header', 'member']);
  if (reader.value['header'] !== undefined)
    return { kind: 'header', name: requiredText(reader, 'header').toLowerCase() };
  return { kind: 'member', pointer: pointer(reader, 'member') };
}
