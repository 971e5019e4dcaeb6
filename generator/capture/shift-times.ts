/** Moves dates in texts by whole days, in the notation they are written in. */

const leading = /^(\d{4})-(\d{2})-(\d{2})(?=$|[T ]\d{2}:\d{2})/;

/** The text with its date moved, or undefined where it does not start with one. */
export function shiftTimes(text: string, days: number): string | undefined {
  const match = leading.exec(text);
  if (match === null) return undefined;
  const [whole, year, month, day] = match;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day)) + days * 86_400_000;
  const shifted = new Date(time).toISOString().slice(0, 10);
  return shifted + text.slice(whole.length);
}
