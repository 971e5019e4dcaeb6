/** What media types say of the form in which a body travels, where its schema does not. */

/** Server-sent events. */
export function isEventStream(mediaType: string): boolean {
  return essence(mediaType) === 'text/event-stream';
}

/** A JSON value on each line. */
export function isJsonLines(mediaType: string): boolean {
  return /^application\/(x-)?(ndjson|jsonl(ines)?|json-seq|stream\+json)$/.test(essence(mediaType));
}

/** Bytes, of whatever they are. */
export function isBytes(mediaType: string): boolean {
  return /^(image|audio|video|font|multipart)\/|^application\/(octet-stream|pdf|(x-)?(zip|gzip|tar))$/.test(
    essence(mediaType),
  );
}

/** Text, of whatever form. */
export function isText(mediaType: string): boolean {
  return /^text\/|^application\/(.+\+)?(xml|yaml|javascript)$/.test(essence(mediaType));
}

/** JSON, also under names of its own. */
export function isJson(mediaType: string): boolean {
  return /^[^/]+\/(.+\+)?json$/.test(essence(mediaType));
}

/** Type and subtype, without parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}
