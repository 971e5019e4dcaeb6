/** The `answers` part of a webhook: calls whose answers become records. */
import type { AnswerManifest } from './answer-manifest.js';
import { parseRecords, parseSchema } from './parse-event.js';
import { at, children, onlyKeys, report, requiredText, requirePointer, text, textMap } from './reader.js';
import type { Reader } from './reader.js';

// Where a part stands that no event is like; what is around it are the parameters of the call.
const OWN_PLACE = '/data';

/** Reads `answers`, by operation, in the order of the file. */
export function parseAnswers(webhook: Reader): readonly AnswerManifest[] {
  return children(webhook, 'answers').map(([operation, reader]) =>
    reader.value['type'] === undefined ? parseLike(operation, reader) : parseOwn(operation, reader),
  );
}

/** Parts that are like an event. */
function parseLike(operation: string, reader: Reader): AnswerManifest {
  onlyKeys(reader, ['event', 'spelled', 'at', 'to', 'with', 'type', 'schema', 'records']);
  for (const key of ['schema', 'records'])
    if (reader.value[key] !== undefined)
      report(at(reader, key), `"${key}" belongs to parts of a type of their own`, 'Give a type, or leave it out.');
  return {
    operation,
    type: requiredText(reader, 'event'),
    spelled: textMap(reader, 'spelled'),
    at: requirePointer(text(reader, 'at', ''), at(reader, 'at')),
    to: requirePointer(text(reader, 'to', ''), at(reader, 'to')),
    with: textMap(reader, 'with'),
    own: undefined,
  };
}

/** Parts that no event is like. */
function parseOwn(operation: string, reader: Reader): AnswerManifest {
  onlyKeys(reader, ['type', 'schema', 'at', 'records']);
  const [schema, records] = [parseSchema(reader), parseRecords(reader)];
  for (const key of ['schema', 'records']) if (reader.value[key] === undefined) requiredText(reader, key);
  const inside = (pointer: string): string => `${OWN_PLACE}${pointer}`;
  const version =
    records?.version.kind === 'highest'
      ? { ...records.version, pointer: inside(records.version.pointer) }
      : records?.version;
  return {
    operation,
    type: requiredText(reader, 'type'),
    spelled: {},
    at: requirePointer(text(reader, 'at', ''), at(reader, 'at')),
    to: OWN_PLACE,
    with: {},
    own:
      schema === undefined || records === undefined || version === undefined
        ? undefined
        : { schema, records: { ...records, at: inside(records.at), version } },
  };
}
