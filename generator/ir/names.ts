/** Identifiers from wire names. Deterministic, never numbered: a collision is an error that shows how to settle it. */

/** Words of a wire name: split at anything but letters and digits, and before a capital that starts a word. */
export function words(name: string): readonly string[] {
  if (/^[a-z0-9]+$/.test(name)) return [name];
  const spaced = /[A-Z]/.test(name)
    ? name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    : name;
  return spaced.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Every stage asks for the types of every operation. */
const knownPascal = new Map<string, string>();

/** `data_source` and `data-source` become `DataSource`; capitals inside a word stay (`METData`). */
export function pascalCase(name: string): string {
  const known = knownPascal.get(name);
  if (known !== undefined) return known;
  const found = words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  knownPascal.set(name, found);
  return found;
}

/** `GetUser` and `get_user` become `getUser`. */
export function camelCase(name: string): string {
  const [first = '', ...rest] = words(name);
  const head = first === first.toUpperCase() ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return head + pascalCase(rest.join(' '));
}

/** `DailyActivityEvent` becomes `daily-activity-event`. */
export function kebabCase(name: string): string {
  return words(name).join('-').toLowerCase();
}

/** True for a text that can be an exported type: ASCII identifier that starts with a capital. */
export function isTypeName(name: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(name);
}

/** A property key as TypeScript source: bare where it may be, else quoted. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : quote(name);
}

/** A single-quoted TypeScript string literal. */
export function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
