/** What a media type means for a client: how it is read, how it is written, which type it has. */
import { assertNever } from '../../diagnostics.js';
import type { MediaIR } from '../../ir/ir.js';
import { essence, isBytes, isEventStream, isJson, isJsonLines, isText } from '../../ir/media-types.js';
import { findMember, referenceName, resolveSchema } from './schema-table.js';
import type { SchemaTable } from './schema-table.js';

/** The forms that bodies have on the wire. */
export type MediaKind = 'json' | 'text' | 'binary' | 'form' | 'multipart' | 'events' | 'eventData' | 'jsonLines';

/** The kind of a body: from the media type, and from the schema where the media type leaves it open. */
export function mediaKind(media: MediaIR, schemas: SchemaTable): MediaKind {
  const type = media.mediaType;
  if (isEventStream(type)) return findMember(media.schema, 'data', schemas) === undefined ? 'eventData' : 'events';
  if (media.stream || isJsonLines(type)) return 'jsonLines';
  const schema = resolveSchema(media.schema, schemas);
  if (schema.format === 'binary') return 'binary';
  if (isJson(type)) return 'json';
  if (essence(type) === 'multipart/form-data') return 'multipart';
  if (essence(type) === 'application/x-www-form-urlencoded') return 'form';
  if (isBytes(type)) return 'binary';
  if (isText(type) || schema.type === 'string') return 'text';
  return Object.keys(schema).length === 0 ? 'binary' : 'json';
}

/** Name in `runtime/core/client` of the function that reads such an answer. */
export function readerName(kind: MediaKind): string {
  switch (kind) {
    case 'json':
      return 'readJson';
    case 'text':
    case 'form':
      return 'readText';
    case 'binary':
    case 'multipart':
      return 'readBinary';
    case 'events':
      return 'readEvents';
    case 'eventData':
      return 'readEventData';
    case 'jsonLines':
      return 'readJsonLines';
    default:
      return assertNever(kind);
  }
}

/** Name in `runtime/core/client` of the function that writes such a body. */
export function writerName(kind: MediaKind): string {
  switch (kind) {
    case 'json':
      return 'writeJson';
    case 'text':
    case 'events':
    case 'eventData':
    case 'jsonLines':
      return 'writeText';
    case 'form':
      return 'writeFormBody';
    case 'multipart':
      return 'writeMultipart';
    case 'binary':
      return 'writeBinary';
    default:
      return assertNever(kind);
  }
}

/** The type of an answer, given how to print names: of schemas, and of the platform's types. */
export function answerType(
  media: MediaIR,
  schemas: SchemaTable,
  print: { readonly schema: (name: string) => string; readonly global: (name: string) => string },
): string {
  const kind = mediaKind(media, schemas);
  const name = referenceName(media.schema);
  // Printed only where it is used: printing a name imports it.
  const named = (): string => (name === undefined ? 'unknown' : print.schema(name));
  switch (kind) {
    case 'json':
      return named();
    case 'text':
    case 'form':
      return resolveSchema(media.schema, schemas).type === 'string' && name !== undefined ? named() : 'string';
    case 'binary':
    case 'multipart':
      return print.global('Blob');
    case 'events':
    case 'eventData':
    case 'jsonLines':
      return `${print.global('AsyncIterable')}<${named()}>`;
    default:
      return assertNever(kind);
  }
}
