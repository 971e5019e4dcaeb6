/** What would settle a finding: a sample, a line of the manifest, or an action of an overlay. Pure. */
import type { Finding } from './tally.js';

const KINDS = /\b(?:string|number|integer|boolean|array|object|null)\b/g;

/** The sample or the action of the overlay that settles a finding; `values` are those that may be shown. */
export function remedyOf(finding: Omit<Finding, 'value'>, values: readonly string[]): string {
  const { kind, eventType, expected, received } = finding;
  const target = targetOf(finding.schema);
  const folder = `samples/${eventType === '' ? '<type>' : eventType}/`;
  switch (kind) {
    case 'not-json':
      return 'look at the delivery: its body is not JSON';
    case 'unknown-event-type':
      return `add the event to the manifest, and a sample to ${folder}`;
    case 'unseen-value':
      return action(target, `x-expect: { enum: [${values.length === 0 ? '<value>' : values.join(', ')}] }`);
    case 'unknown-member':
      return either(
        `a sample with this member to ${folder}`,
        action(`${target}.properties`, `${keyOf(lastOf(finding.path))}: { type: ${received} }`),
      );
    case 'new-null':
      return either(`a sample with null here to ${folder}`, action(target, `type: [${kindsIn(expected, 'null')}]`));
    case 'new-format':
      return action(target, 'x-expect: {}');
    case 'does-not-fit':
      return remedyOfMisfit(finding, target, folder, [expected, received]);
  }
}

/** A member that is not there, a value of another kind, or one that breaks a bound. */
function remedyOfMisfit(
  { schema, path }: Omit<Finding, 'value'>,
  target: string,
  folder: string,
  [expected, received]: readonly [string, string],
): string {
  if (received === 'undefined') {
    const member = lastOf(path);
    const isNeeded = `{ target: "${target}.required[?@ == '${member}']", remove: true }`;
    return either(`a sample without this member to ${folder}`, isNeeded);
  }
  const keyword = schema.split('/').slice(-1)[0] ?? '';
  if (keyword !== 'type')
    return `add a sample of this form to ${folder}, or take "${keyword}" from ${target} with an overlay`;
  return either(`a sample of this form to ${folder}`, action(target, `type: [${kindsIn(expected, received)}]`));
}

function action(target: string, update: string): string {
  // Quoted where a member's name has characters that mean something to YAML.
  const path = /['"[\]{}, #:]/.test(target) ? JSON.stringify(target) : target;
  return `{ target: ${path}, update: { ${update} } }`;
}

function either(sample: string, overlay: string): string {
  return `add ${sample}, or ${overlay}`;
}

/** Every kind that is known, and the new one. */
function kindsIn(expected: string, received: string): string {
  const kinds = [...new Set([...(expected.match(KINDS) ?? []), received])];
  return kinds.map((kind) => (kind === 'null' ? "'null'" : kind)).join(', ');
}

/** `#/$defs/Sleep/properties/score/type` as the JSON path of an overlay, as far as it leads to a schema. */
function targetOf(schema: string): string {
  const [name = '', ...tokens] = schema
    .replace(/^#\/\$defs\//, '')
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const kept: string[] = [`$.components.schemas`, name];
  for (let index = 0; index < tokens.length; index += 1) {
    const [token = '', next] = [tokens[index], tokens[index + 1]];
    if (['items', 'additionalProperties', 'contains'].includes(token)) kept.push(token);
    else if (
      ['properties', 'patternProperties', 'prefixItems', 'anyOf', 'oneOf', 'allOf'].includes(token) &&
      next !== undefined
    ) {
      kept.push(token, next);
      index += 1;
    } else break;
  }
  return kept.reduce((path, token) => `${path}${stepOf(token)}`);
}

function stepOf(token: string): string {
  if (/^\d+$/.test(token)) return `[${token}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(token) ? `.${token}` : `['${token.replaceAll("'", "\\'")}']`;
}

function keyOf(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name);
}

function lastOf(path: string): string {
  return (path.split('/').slice(-1)[0] ?? path).replaceAll('~1', '/').replaceAll('~0', '~');
}
