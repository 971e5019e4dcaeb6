/**
 * One predicate per string format of JSON Schema, shared by inference, validators and drift; what is no text has no
 * format. Every one is linear in the length of the text: patterns are anchored and no two parts of one can match the
 * same characters.
 *
 * Most patterns, `notDate`, match what is not of the format: engines write down where they found a match, which takes
 * longer than a short text does, and nothing where there is none. Texts are right far more often than wrong.
 */

/** RFC 3339 `full-date`: `2024-02-29`. */
export function isDate(text: unknown): boolean {
  return typeof text === 'string' && !notDate.test(text);
}

/** RFC 3339 `date-time`, with an offset; a leap second only at 23:59:60 UTC. */
export function isDateTime(text: unknown): boolean {
  return typeof text === 'string' && (!notDateTime.test(text) || isLeapSecond(text, 17, notDateTime));
}

/** RFC 3339 `full-time`, with an offset; a leap second only at 23:59:60 UTC. */
export function isTime(text: unknown): boolean {
  return typeof text === 'string' && (!notTime.test(text) || isLeapSecond(text, 6, notTime));
}

/** RFC 3339 appendix A `duration`: whole numbers, and no unit may be left out between two others. */
export function isDuration(text: unknown): boolean {
  return typeof text === 'string' && !notDuration.test(text);
}

/** RFC 4122 text form, any version and variant, either case. */
export function isUuid(text: unknown): boolean {
  return typeof text === 'string' && !notUuid.test(text);
}

/** RFC 3986 `URI`: absolute, ASCII only. */
export function isUri(text: unknown): boolean {
  return typeof text === 'string' && (!notPlainUrl.test(text) || (schemePattern.test(text) && isUriReference(text)));
}

/** RFC 3986 `URI-reference`: absolute or relative, ASCII only. */
export function isUriReference(text: unknown): boolean {
  if (typeof text !== 'string' || notUriReference.test(text) || badPercentPattern.test(text)) return false;
  // The pattern takes brackets around an address only.
  const start = text.indexOf('[') + 1;
  if (start === 0) return true;
  const address = text.slice(start, text.indexOf(']'));
  return isIpv6(address) || ipFuturePattern.test(address);
}

/** RFC 6570 template of any level; one expression has at most 4,096 characters. */
export function isUriTemplate(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  if (text.length < 2048 && !notPlainTemplate.test(text)) return true;
  return !badPercentPattern.test(text) && literalsPattern.test(text.replace(expressionsPattern, keepBadExpression));
}

/** RFC 5321 mailbox: a dotted or quoted local part, then a host name or an address in brackets. */
export function isEmail(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const at = text.lastIndexOf('@');
  if (at < 1 || at > 64) return false;
  if (text.length - at < 255 && !notPlainEmail.test(text)) return true;
  const domain = text.slice(at + 1);
  if (!localPartPattern.test(text.slice(0, at))) return false;
  if (!domain.startsWith('[')) return isHostname(domain);
  if (!domain.endsWith(']')) return false;
  const address = domain.slice(1, -1);
  return isIpv4(address) || (/^ipv6:/i.test(address) && isIpv6(address.slice(5)));
}

/** RFC 1123 host name: at most 253 characters, labels of at most 63, no dot at the end. */
export function isHostname(text: unknown): boolean {
  return typeof text === 'string' && text.length < 254 && !notHostname.test(text);
}

/** Four decimal numbers, without leading zeros. */
export function isIpv4(text: unknown): boolean {
  return typeof text === 'string' && !notIpv4.test(text);
}

/** RFC 4291 text form, without a zone. */
export function isIpv6(text: unknown): boolean {
  if (typeof text !== 'string' || text.length > 45 || (text.charCodeAt(0) === colon && text.charCodeAt(1) !== colon))
    return false;
  let [groups, digits, hasGap] = [0, 0, false];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === dot) return isIpv4(text.slice(index - digits)) && (hasGap ? groups < 6 : groups === 6);
    if (code !== colon) {
      if (!isHexDigit(code) || ++digits > 4) return false;
    } else if (digits > 0) {
      if (index === text.length - 1) return false;
      groups++;
      digits = 0;
    } else if (index > 0) {
      if (hasGap) return false;
      hasGap = true;
    }
  }
  if (digits > 0) groups++;
  return hasGap ? groups < 8 : groups === 8;
}

/** A pattern of ECMA-262 in Unicode mode. */
export function isRegex(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}

/** RFC 6901 pointer. */
export function isJsonPointer(text: unknown): boolean {
  return typeof text === 'string' && (text === '' || (text.startsWith('/') && !badEscapePattern.test(text)));
}

/** Character codes. */
const dot = 46;
const zero = 48;
const six = 54;
const nine = 57;
const colon = 58;
/**
 * One pass knows the calendar: looking ahead for what must not follow is a quarter faster than naming what may, and
 * the usual ends, `Z` with or without milliseconds, come before the others.
 */
const notDate =
  /^(?!(?:\d\d\d\d-(?:0[13578]|1[02]|0[469](?!-31)|11(?!-31)|02(?!-29|-3))-(?!00|3[2-9])[0-3]\d|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$)/;
const notDateTime =
  /^(?!(?:\d\d\d\d-(?:0[13578]|1[02]|0[469](?!-31)|11(?!-31)|02(?!-29|-3))-(?!00|3[2-9])[0-3]\d|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?!2[4-9])[0-2]\d:[0-5]\d:[0-5]\d(?:Z|\.\d\d\dZ|(?:\.\d+)?(?:[Zz]|[+-](?!2[4-9])[0-2]\d:[0-5]\d))$)/;
const notTime = /^(?!(?!2[4-9])[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?!2[4-9])[0-2]\d:[0-5]\d)$)/;
const notDuration =
  /^(?!P(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)(?<!P)$)/;
/** Engines write up to three of a kind out and count more than that, which takes three times as long. */
const notUuid =
  /^(?![\da-f]{3}[\da-f]{3}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{3}[\da-f]{3}[\da-f]{3}[\da-f]{3}$)/i;
const schemePattern = /^[a-z][a-z\d+.-]*:/i;
/** The usual URL, without escapes, user, port or address: four characters a step take two thirds of the time of one by one. */
const notPlainUrl =
  /^(?!(?:https?|[A-Za-z][A-Za-z\d+.-]*):\/\/(?:[\w.~!$&'()*+,;=/-]{2}[\w.~!$&'()*+,;=/-]{2})*(?:[\w.~!$&'()*+,;=/-]{2})?[\w.~!$&'()*+,;=/-]?(?:\?[\w.~!$&'()*+,;=:@/?-]*)?(?:#[\w.~!$&'()*+,;=:@/?-]*)?$)/;
const notUriReference =
  /^(?!(?:[a-z][a-z\d+.-]*:|(?![^/?#]*:))(?:\/\/(?:[\w.~!$&'()*+,;=:%-]*@)?(?:\[[^\]]*\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?(?![^/?#])|(?!\/\/))[\w.~!$&'()*+,;=:@%/-]*(?:\?[\w.~!$&'()*+,;=:@%/?-]*)?(?:#[\w.~!$&'()*+,;=:@%/?-]*)?$)/i;
const badPercentPattern = /%(?![\da-f]{2})/i;
const ipFuturePattern = /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i;
/** The usual template, without escapes and modifiers; for short texts only, since it keeps a state per expression. */
const notPlainTemplate = /^(?![\w.~!$&()*+,;=:@/?#[\]-]*(?:\{[+#./;?&]?\w+(?:,\w+)*\}[\w.~!$&()*+,;=:@/?#[\]-]*)*$)/;
const expressionsPattern = /\{([^{}]*)\}/g;
const expressionPattern =
  /^[+#./;?&=,!@|]?[\w%]+(?:\.[\w%]+)*(?::[1-9]\d{0,3}|\*)?(?:,[\w%]+(?:\.[\w%]+)*(?::[1-9]\d{0,3}|\*)?)*$/;
const literalsPattern = /^[^\0-\x20"<>\\^`{|}\x7f-\x9f]*$/;
const localPartPattern =
  /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*")$/;
/** The usual address, without quotes and brackets. */
const notPlainEmail =
  /^(?![\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$)/i;
const notHostname = /^(?![a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$)/i;
const notIpv4 = /^(?!(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$)/;
const badEscapePattern = /~(?![01])/;

/** Takes a well-formed expression out of a template; leaves a brace for another, which no literal may have. */
function keepBadExpression(_: string, expression: string): string {
  return expression.length < 4097 && expressionPattern.test(expression) ? '' : '{';
}

function isHexDigit(code: number): boolean {
  return (code >= zero && code <= nine) || ((code | 32) > 96 && (code | 32) < 103);
}

/** True where the second is 60, nothing else is wrong, and the minute is the last of a day in UTC. */
function isLeapSecond(text: string, index: number, wrong: RegExp): boolean {
  if (text.charCodeAt(index) !== six || text.charCodeAt(index + 1) !== zero) return false;
  const usual = `${text.slice(0, index)}59${text.slice(index + 2)}`;
  const date = new Date(`1970-01-01T${usual.slice(index - 6).toUpperCase()}`);
  return !wrong.test(usual) && date.getUTCHours() === 23 && date.getUTCMinutes() === 59;
}
