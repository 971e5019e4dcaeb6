/** Generated modules ask the compilers of their users not to check them. Tests do: they compile the text without that line. */

/** The text as a compiler checks it. */
export function checkedText(text: string): string {
  return text.replace(/^\/\/ @ts-nocheck.*\n/m, '');
}
