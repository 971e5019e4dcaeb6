/** Checks of texts with a format and nothing else, which most texts with a format are: one question settles them. */
import {
  isDate,
  isDateTime,
  isDuration,
  isEmail,
  isHostname,
  isIpv4,
  isIpv6,
  isJsonPointer,
  isRegex,
  isTime,
  isUri,
  isUriReference,
  isUriTemplate,
  isUuid,
} from './formats.js';
import { ask, type Check, type Passes, report } from './issues.js';

export const dateText: Check = /*@__PURE__*/ text('date', isDate);
export const dateTimeText: Check = /*@__PURE__*/ text('date-time', isDateTime);
export const durationText: Check = /*@__PURE__*/ text('duration', isDuration);
export const emailText: Check = /*@__PURE__*/ text('email', isEmail);
export const hostnameText: Check = /*@__PURE__*/ text('hostname', isHostname);
export const ipv4Text: Check = /*@__PURE__*/ text('ipv4', isIpv4);
export const ipv6Text: Check = /*@__PURE__*/ text('ipv6', isIpv6);
export const jsonPointerText: Check = /*@__PURE__*/ text('json-pointer', isJsonPointer);
export const regexText: Check = /*@__PURE__*/ text('regex', isRegex);
export const timeText: Check = /*@__PURE__*/ text('time', isTime);
export const uriText: Check = /*@__PURE__*/ text('uri', isUri);
export const uriReferenceText: Check = /*@__PURE__*/ text('uri-reference', isUriReference);
export const uriTemplateText: Check = /*@__PURE__*/ text('uri-template', isUriTemplate);
export const uuidText: Check = /*@__PURE__*/ text('uuid', isUuid);

/** `type: string` with `format`. The predicate takes texts only. */
function text(name: string, matches: Passes): Check {
  return ask(matches, (value, walk) => {
    if (typeof value === 'string') report(walk, 'format', `the format ${name}`, value);
    else report(walk, 'type', 'string', value);
  });
}
