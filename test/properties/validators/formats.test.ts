/** The format predicates against ajv-formats, over texts one or two slips away from good ones. */
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { formats } from '../../../runtime/core/validation/format-table.js';
import { formatTexts } from '../../unit/validators/format-texts.js';
import { createRandom } from '../../unit/validators/random.js';
import { formatDeviations } from './deviations.js';

const textsPerFormat = 4000;

type Definition = RegExp | ((text: string) => boolean) | { readonly validate: (text: string) => boolean };

const { fullFormats } = createRequire(import.meta.url)('ajv-formats/dist/formats.js') as {
  readonly fullFormats: Readonly<Record<string, Definition>>;
};

it.each(Object.keys(formatTexts))('%s is read as ajv-formats reads it, but for what is listed', (name) => {
  const { good = [], bad = [] } = formatTexts[name] ?? {};
  const random = createRandom(7);
  const differences = new Set<string>();
  let taken = 0;
  for (let index = 0; index < textsPerFormat; index++) {
    const text = index < bad.length ? (bad[index] ?? '') : slip(good[random(good.length)] ?? '', random);
    const ours = formats[name]?.(text) ?? false;
    if (ours) taken++;
    const isListed = (formatDeviations[name] ?? []).some(
      (deviation) => deviation.ours === ours && deviation.text.test(text),
    );
    if (ours !== readsAs(fullFormats[name], text) && !isListed)
      differences.add(`${JSON.stringify(text)} ours: ${ours}`);
  }
  expect([...differences].slice(0, 5)).toEqual([]);
  expect(taken).toBeGreaterThan(textsPerFormat / 50);
});

function readsAs(definition: Definition | undefined, text: string): boolean {
  if (definition instanceof RegExp) return new RegExp(definition).test(text);
  return typeof definition === 'function' ? definition(text) : definition?.validate(text) === true;
}

const characters = '0123456789abcdefzTZP:/?#[]@!$&\'()*+,;=-._~%{}|\\^"<> \né';

function slip(start: string, random: (bound: number) => number): string {
  let text = start;
  for (let count = random(3); count > 0; count--) {
    const at = random(text.length + 1);
    const character = characters[random(characters.length)] ?? '';
    const kind = random(4);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + 1);
    if (kind === 1) text = text.slice(0, at) + character + text.slice(at);
    if (kind === 2) text = text.slice(0, at) + character + text.slice(at + 1);
    if (kind === 3) text = text.slice(0, at) + text.slice(at, at + 3) + text.slice(at);
  }
  return text;
}
