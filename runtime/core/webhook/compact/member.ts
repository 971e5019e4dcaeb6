/** Members of the body that are signed. */
import { refuse } from '../webhook-error.js';

/** The body as JSON; throws where it is none. A decoder is made each time: a constant would be more code. */
export function readJson(body: ArrayBuffer): unknown {
  try {
    // Drops a byte order mark, refuses invalid UTF-8.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // The cause would quote the body.
    return refuse('malformed_body');
  }
}

/**
 * The text that a path leads to, from the first of these places where there is one. A place is what comes before: the
 * steps from the top, each with a slash after it, `*` standing for any one key or index. Only own members count, empty
 * texts do not. The path ends with a name, as texts have indices of their own.
 */
export function readText(json: unknown, end: string, places: readonly string[] = ['']): string {
  const paths = places.map((place) => place + end);
  const found = paths.flatMap((path) =>
    path.split('/').reduce<readonly unknown[]>(
      (values, step) =>
        values.flatMap((value) =>
          Object.keys(value ?? {})
            .filter((name) => step === '*' || step === name)
            .map((name) => (value as Readonly<Record<string, unknown>>)[name]),
        ),
      [json],
    ),
  );
  const text = found.find((value) => value && typeof value === 'string');
  return (text as string | undefined) ?? refuse('malformed_body', `: ${paths.join(' or ')}`);
}
