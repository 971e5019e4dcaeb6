/** Fetches links that events carry: from known hosts only, never from inside the network, within bounds. */
import { lookup as resolveName } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Hopeless } from './jobs.js';

/** Bounds of a download. */
export interface DownloadLimits {
  readonly bytes: number;
  readonly seconds: number;
}

/** Gets the bytes behind a link. */
export type Download = (
  url: string,
  hosts: readonly string[],
  limits: DownloadLimits,
  signal: AbortSignal,
) => Promise<Uint8Array>;

const blocked = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  blocked.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['2001:db8::', 32],
] as const)
  blocked.addSubnet(network, prefix, 'ipv6');

/** True for addresses of the public network. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  const family = isIP(address);
  // Mapped in hexadecimal, or no address at all.
  if (family === 0 || /^::ffff:/i.test(address)) return false;
  return !blocked.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The link, if it is https, without credentials, on the standard port and on one of the hosts (`*.` stands for names before). */
export function allowedUrl(text: string, hosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAllowed = (host: string): boolean =>
    host.startsWith('*.') ? url?.hostname.endsWith(host.slice(1)) === true : url?.hostname === host;
  if (
    url === undefined ||
    url.protocol !== 'https:' ||
    url.port !== '' ||
    url.username !== '' ||
    url.password !== '' ||
    isIP(url.hostname) !== 0 ||
    !hosts.some(isAllowed)
  ) {
    throw new Hopeless('link_refused', 'The link does not lead to an allowed host.');
  }
  return url;
}

/** Looks a name up and refuses private addresses; the address that was looked at is the one connected to. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    const bad = addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (bad !== undefined || first === undefined)
      return callback(new Error('The host is not on the public network.'), '', 0);
    if (options.all === true) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

/** Downloads; a redirect is a failure. */
export const download: Download = (text, hosts, limits, signal) => {
  const url = allowedUrl(text, hosts);
  return new Promise((resolve, reject) => {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(limits.seconds * 1000)]);
    const outgoing = request(
      url,
      { lookup: publicLookup, signal: ends, headers: { accept: 'application/json' } },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        if (response.statusCode !== 200) {
          response.destroy();
          reject(new Error(`The link answered with status ${response.statusCode ?? 0}.`));
          return;
        }
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > limits.bytes) response.destroy(new Error('The link holds more than is allowed.'));
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => resolve(Buffer.concat(chunks, size)));
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
};
