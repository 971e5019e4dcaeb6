/** Headers whose values may be secrets. */

/** Sets a header; the platform's own error would quote the value. */
export function setHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    throw new TypeError(`${name} has a line break or is not Latin-1`);
  }
}
