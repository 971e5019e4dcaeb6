/** Where something of a bundled document stands for a person: the file that it was read from, and its place in there. */
import { escapeToken, pointerTokens } from '../pointer.js';
import { EXTERNAL } from './document-bundle.js';

/** A place as messages and comments name it. */
export interface DocumentPlace {
  readonly file: string;
  readonly pointer: string;
}

/** The place of a pointer into the document `file`; the parts that it brought in are files of the folder, or addresses. */
export function placeInFiles(folder: string, file: string, pointer: string): DocumentPlace {
  if (!pointer.startsWith(`/${EXTERNAL}/`)) return { file, pointer };
  const [, part = '', ...inside] = pointerTokens(pointer);
  return {
    file: /^https:/.test(part) ? part : `${folder}/${part}`,
    pointer: inside.map((token) => `/${escapeToken(token)}`).join(''),
  };
}

/** A message that quotes references as the files of the folder have them. */
export function messageInFiles(message: string): string {
  return message.replaceAll(/"#(\/x-external\/[^"]*)"/g, (_, pointer: string) => {
    const place = placeInFiles('', '', decodeURI(pointer));
    return `"${place.file.replace(/^\//, '')}#${place.pointer}"`;
  });
}
