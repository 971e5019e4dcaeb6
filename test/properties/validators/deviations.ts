/** Where our formats and those of ajv-formats differ; docs/validators.md says why. */

/** Texts that only one of both takes. */
export interface FormatDeviation {
  /** What our predicate says. */
  readonly ours: boolean;
  readonly text: RegExp;
}

/** By the name of the format. */
export const formatDeviations: Readonly<Record<string, readonly FormatDeviation[]>> = {
  // RFC 3339: an offset has a colon, and date and time are joined by a T; ajv-formats takes less and any white space.
  'date-time': [{ ours: false, text: /[+-]\d{4}$|[+-]\d\d$|^.{10}\s/ }],
  time: [{ ours: false, text: /[+-]\d{4}$|[+-]\d\d$/ }],
  // RFC 3339, appendix A: no unit between two others is left out.
  duration: [{ ours: false, text: /Y\d+D|H\d+S/ }],
  // RFC 3986: a port is digits; ajv-formats takes a second colon in what stands before the path.
  uri: [
    { ours: false, text: /^[^/?#]+:\/{1,2}[^/?#]*:/ },
    // RFC 3986: a scheme may be followed by a query or a fragment at once; ajv-formats asks for a path.
    { ours: true, text: /^[a-z][a-z\d+.-]*:[?#]/i },
  ],
  'uri-reference': [
    { ours: false, text: /\/\/[^/?#]*:/ },
    // RFC 3986: without a scheme the first segment has no colon.
    { ours: false, text: /^(?![a-z][a-z\d+.-]*:)[^/?#]*:/i },
    // RFC 3986: quotes stand nowhere.
    { ours: false, text: /"/ },
  ],
  // RFC 6570: names of variables have dots between their parts.
  'uri-template': [
    { ours: true, text: /\{[^}]*\w\.\w[^}]*\}/ },
    // RFC 3986: an apostrophe is a character of URIs.
    { ours: true, text: /'/ },
  ],
  // RFC 5321: a quoted local part, an address in brackets, at most 64 characters before the at sign.
  email: [
    { ours: true, text: /^".*"@|@\[.*\]$/ },
    { ours: true, text: /@[^.]+$/ },
    { ours: false, text: /^[^@]{65,}@/ },
  ],
  // RFC 1123 has no dot at the end.
  hostname: [{ ours: false, text: /\.$/ }],
  // ECMA-262 in Unicode mode, as JSON Schema asks; ajv-formats takes what only the old mode takes.
  regex: [{ ours: false, text: /[\\{}\]]/ }],
};
