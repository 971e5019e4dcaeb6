/**
 * A signature scheme that is known as data, put together from the functions that read and compare. Generated modules
 * call those that theirs needs one by one, so that a bundle holds no others.
 */
import type { Hash, SignatureScheme } from './definition.js';
import { matchesBase64, matchesHex } from './encoding.js';
import { readBase64Key, type ReadKey, readKeyAfter } from './secret.js';
import { readAll, readDigests, readId, readSeconds } from './signature-headers.js';
import { type BuildContent, contentOf, type SignedHeaders } from './signed-content.js';

/** What the headers say, all of it still to be proved. */
export interface SignatureClaim extends SignedHeaders {
  /** Digests as texts, any of which may be the right one. */
  readonly digests: readonly string[];
}

/** How deliveries of one webhook are verified. */
export interface Scheme {
  readonly hash: Hash;
  /** What a valid signature vouches for. */
  readonly coverage: 'body' | 'identifiers';
  /** Families of header names, lower case, the signature's first. */
  readonly headers: readonly (readonly string[])[];
  /** Absent where the secret's text is the key. */
  readonly readKey?: ReadKey;
  /** Reads the values of a family of headers, in the order of their names. */
  readonly readClaim: (values: readonly string[]) => SignatureClaim;
  /** Compares a digest with a claimed one in a time that does not depend on where they differ. */
  readonly matches: (digest: Uint8Array, claimed: string) => boolean;
  readonly content: BuildContent;
}

/** What a header is for. */
export type HeaderRole = keyof SignatureScheme['headers'];

/** Length of a digest. */
export const digestBytes = { sha1: 20, sha256: 32, sha512: 64 } as const;

/** Schemes that were put together before. */
const schemes: WeakMap<SignatureScheme, Scheme> = /*@__PURE__*/ new WeakMap<SignatureScheme, Scheme>();

/** As {@link toScheme}, once for each signature. */
export function schemeOf(signature: SignatureScheme): Scheme {
  const known = schemes.get(signature) ?? toScheme(signature);
  schemes.set(signature, known);
  return known;
}

/** The functions of a scheme that is known as data. */
export function toScheme(signature: SignatureScheme): Scheme {
  const { hash, coverage, content, encoding } = signature;
  const readKey = signature.key === 'text' ? undefined : readBase64Key;
  const whole = signature.keyPrefix === undefined ? readKey : readKeyAfter(signature.keyPrefix, readKey);
  return {
    hash,
    coverage,
    headers: headerFamilies(signature),
    ...(whole === undefined ? {} : { readKey: whole }),
    readClaim: claimReader(signature),
    matches: encoding === 'hex' ? matchesHex : matchesBase64,
    content: contentOf(content),
  };
}

/** True where the time is signed. */
export function isTimed({ content }: SignatureScheme): boolean {
  return content.some((part) => part.kind === 'timestamp');
}

/** The roles whose headers are signed, or are the signature. */
export function headerRoles({ content, form }: SignatureScheme): readonly HeaderRole[] {
  const roles: HeaderRole[] = ['signature'];
  for (const part of content) {
    if (part.kind === 'id' || (part.kind === 'timestamp' && form.kind !== 'pairs')) roles.push(part.kind);
  }
  return roles;
}

/** Families of header names, each in the order of the roles; a role with fewer names shares its last. */
export function headerFamilies(signature: SignatureScheme): readonly (readonly string[])[] {
  const roles = headerRoles(signature);
  const { headers } = signature;
  return headers.signature.map((_, family) =>
    roles.map((role) => headers[role][Math.min(family, headers[role].length - 1)] ?? ''),
  );
}

/** Finds the claimed digests in the header: whole, with or without padding, without stray bits at their ends. */
export function claimPattern({ hash, encoding, form }: SignatureScheme): RegExp {
  const bytes = digestBytes[hash];
  const last = bytes % 3 === 1 ? '[AQgw](?:==)?' : '[AEIMQUYcgkosw048]=?';
  const digest =
    encoding === 'hex' ? `([\\dA-Fa-f]{${2 * bytes}})` : `([A-Za-z\\d+/]{${Math.floor((bytes * 4) / 3)}}${last})`;
  // Entries stand between blanks; where headers were joined, a comma may stand there as well.
  if (form.kind === 'versions') return new RegExp(`(?:^|[ ,])${escape(form.version)},${digest}(?=[ ,]|$)`, 'g');
  const label = form.kind === 'pairs' ? `${form.version}=` : (form.prefix ?? '');
  return new RegExp(`(?:^|,)\\s*${escape(label)}${digest}\\s*(?=,|$)`, 'g');
}

/** Finds the times in the header that has them as pairs. */
export function timePattern(label: string): RegExp {
  return new RegExp(`(?:^|,)\\s*${escape(label)}=([^,]*)`, 'g');
}

function claimReader(signature: SignatureScheme): Scheme['readClaim'] {
  const roles = headerRoles(signature);
  const { form } = signature;
  const claims = claimPattern(signature);
  const times = form.kind === 'pairs' ? timePattern(form.timestamp) : undefined;
  return (values) => {
    const [header = ''] = values;
    const valueOf = (role: HeaderRole): string | undefined => values[roles.indexOf(role)];
    return {
      timestamp: isTimed(signature)
        ? readSeconds(times === undefined ? [valueOf('timestamp')] : readAll(header, times))
        : undefined,
      id: roles.includes('id') ? readId(valueOf('id')) : undefined,
      digests: readDigests(header, claims),
    };
  };
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, '\\$&');
}
