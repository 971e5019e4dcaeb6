/** Replaces numbers: identifiers by others of the same length, times by shifted ones, measured values by near ones. */
import { nameHint } from '../infer/values.js';
import type { Random } from './random.js';

/** How a number is replaced. */
export interface NumberRule {
  readonly rule: string;
  readonly make: (random: Random) => number;
}

const day = 86_400;
const coordinate = /(^|_)(lat|lng|lon|long|latitude|longitude|coordinates?|position|location|center_point)$/i;

/** True for names of members that hold coordinates. */
export function isCoordinateName(name: string): boolean {
  return coordinate.test(name.replace(/([a-z])([A-Z])/g, '$1_$2'));
}

/** The rule for a number of a member; `days` is the capture's shift in time. */
export function scrubNumber(value: number, name: string, days: number): NumberRule {
  const scale = epochScale(value);
  if (scale !== undefined) return { rule: 'time', make: () => value + days * day * scale };
  if (isCoordinateName(name))
    return { rule: 'coordinate', make: (random) => likeDecimals(value, 10 + random(3000) / 100, random) };
  if (Number.isInteger(value) && (nameHint(name) === 'personal' || Math.abs(value) >= 1e8))
    return { rule: 'identifier', make: (random) => otherDigits(value, random) };
  // Flags, levels and small counts tell nothing, and often stand for words.
  if (Number.isInteger(value) && Math.abs(value) <= 12) return { rule: 'kept', make: () => value };
  return { rule: 'measured value', make: (random) => nearby(value, random) };
}

/** Seconds or milliseconds between 2001 and 2099; 1 or 1000 a second. */
function epochScale(value: number): number | undefined {
  if (!Number.isInteger(value)) return undefined;
  if (value >= 978_307_200 && value < 4_070_908_800) return 1;
  return value >= 978_307_200_000 && value < 4_070_908_800_000 ? 1000 : undefined;
}

function otherDigits(value: number, random: Random): number {
  const digits = Array.from(String(Math.abs(value)));
  const replaced = digits.map((digit, i) => String(otherOf(Number(digit), i === 0 ? 1 : 0, 10, random)));
  const number = Number(replaced.join(''));
  // Beyond 2^53 digits are lost anyway; only integers that stay exact are taken.
  return Number.isSafeInteger(number) ? Math.sign(value) * number : Math.floor(value / 2);
}

/** A number from `low` up to `high` that is not the one given. */
function otherOf(value: number, low: number, high: number, random: Random): number {
  const number = low + random(high - low);
  return number === value ? low + ((number - low + 1) % (high - low)) : number;
}

/** Within a tenth, of the same sign, with the same number of decimals, and never the same. */
function nearby(value: number, random: Random): number {
  const decimals = decimalsOf(value);
  const unit = 10 ** -decimals;
  const steps = Math.max(1, Math.round(Math.abs(value) / 10 / unit));
  const moved = (1 + random(Math.min(steps, 1_000_000))) * (random(2) === 0 ? -1 : 1) * unit;
  return settle(value, value + moved, decimals);
}

function likeDecimals(value: number, wanted: number, random: Random): number {
  const decimals = decimalsOf(value);
  const number =
    Math.sign(value) * wanted + (decimals === 0 ? 0 : random(10 ** Math.min(decimals, 9)) / 10 ** decimals);
  return settle(value, number, decimals);
}

/** Rounds; a fraction stays a fraction, a sign stays, and the value does change. */
function settle(value: number, wanted: number, decimals: number): number {
  const unit = 10 ** -decimals;
  let number = Number(wanted.toFixed(Math.min(decimals, 20)));
  for (let tries = 0; tries < 4; tries++) {
    const isFine =
      number !== value &&
      Math.sign(number) === Math.sign(value) &&
      Number.isInteger(number) === Number.isInteger(value);
    if (isFine) return number;
    number = Number((number + Math.sign(value) * unit).toFixed(Math.min(decimals, 20)));
  }
  return Number.isInteger(value) ? value + Math.sign(value) : value * 1.0625;
}

function decimalsOf(value: number): number {
  const text = String(value);
  const exponent = /e-(\d+)$/.exec(text);
  const fraction = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  return fraction + Number(exponent?.[1] ?? 0);
}
