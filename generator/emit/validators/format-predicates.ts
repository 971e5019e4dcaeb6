/** The predicate of `runtime/validation/formats.js` for each format that is checked; other formats are annotations. */
export const formatPredicates: ReadonlyMap<string, string> = new Map([
  ['date', 'isDate'],
  ['date-time', 'isDateTime'],
  ['duration', 'isDuration'],
  ['email', 'isEmail'],
  ['hostname', 'isHostname'],
  ['ipv4', 'isIpv4'],
  ['ipv6', 'isIpv6'],
  ['json-pointer', 'isJsonPointer'],
  ['regex', 'isRegex'],
  ['time', 'isTime'],
  ['uri', 'isUri'],
  ['uri-reference', 'isUriReference'],
  ['uri-template', 'isUriTemplate'],
  ['uuid', 'isUuid'],
]);
