/** The formats by name, for code that meets a format at run time. Generated code imports the predicates one by one. */
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

/** Every format that is checked; all others are annotations. */
export const formats: { readonly [name: string]: (text: string) => boolean } = {
  date: isDate,
  'date-time': isDateTime,
  duration: isDuration,
  email: isEmail,
  hostname: isHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  'json-pointer': isJsonPointer,
  regex: isRegex,
  time: isTime,
  uri: isUri,
  'uri-reference': isUriReference,
  'uri-template': isUriTemplate,
  uuid: isUuid,
};
