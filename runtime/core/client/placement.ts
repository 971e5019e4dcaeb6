/** Where a parameter goes that does not go into the query. Each operation refers to the places it needs. */
import { setHeader } from './headers.js';

/** Puts the text of a parameter into the headers, or gives the path with it. Errors name the parameter, never its value. */
export type Placement = (path: string, headers: Headers, name: string, text: string | undefined, id: string) => string;

/** In place of `{name}`. */
export const inPath: Placement = (path, _headers, name, text, id) => {
  // An empty segment or one of dots would address another resource: DELETE /users/ is not DELETE /users/{id}.
  if (!text || text === '.' || text === '..') throw new TypeError(`${id}: ${name} is missing, empty or made of dots`);
  // A function, because `$` has a meaning in replacement texts.
  return path.replaceAll(`{${name}}`, () => text);
};

/** As a header. */
export const inHeader: Placement = (path, headers, name, text) => {
  if (text !== undefined) setHeader(headers, name, text);
  return path;
};

/** As one of the cookies. */
export const inCookie: Placement = (path, headers, _name, text) => {
  const before = headers.get('cookie');
  if (text !== undefined) setHeader(headers, 'cookie', before === null ? text : `${before}; ${text}`);
  return path;
};
