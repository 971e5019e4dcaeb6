/** Fetches links that events carry: from known hosts only, never from inside the network, within bounds. */
import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
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

/** What a test may put in the place of names and of TLS. */
export interface DownloadSettings {
  readonly resolve?: typeof lookup;
  readonly request?: typeof request;
}

const mostRedirects = 3;

const blocked = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  blocked.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  // Of these, all that is not the public network, and all that may hold an address of the older kind.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  blocked.addSubnet(network, prefix, 'ipv6');

/** True for addresses of the public network. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  const family = isIP(address);
  // With a zone, mapped in another spelling, or no address at all.
  if (family === 0 || address.includes('%') || /^(0*:)*:?ffff:/i.test(address)) return false;
  return !blocked.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The link, if it is https, without credentials, on the standard port and on one of the hosts (`*.` stands for names before). */
export function allowedUrl(text: string, hosts: readonly string[], base?: URL): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
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

/** Looks a name up and refuses private addresses; the addresses that were looked at are the ones connected to. */
export function createPublicLookup(resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const bad = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (bad !== undefined || first === undefined)
        return callback(new Error('The host is not on the public network.'), '', 0);
      if (options.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** What downloads; a redirect is followed to allowed hosts only, and looked at like the link itself. */
export function createDownload({ resolve = lookup, request: send = request }: DownloadSettings = {}): Download {
  const publicLookup = createPublicLookup(resolve);
  return async (text, hosts, limits, signal) => {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(limits.seconds * 1000)]);
    let url = allowedUrl(text, hosts);
    for (let redirects = 0; ; redirects += 1) {
      const response = await ask(send, url, publicLookup, ends);
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return read(response, limits.bytes);
      response.destroy();
      if (
        ![301, 302, 303, 307, 308].includes(statusCode) ||
        headers.location === undefined ||
        redirects >= mostRedirects
      )
        throw new Error(`The link answered with status ${statusCode}.`);
      url = allowedUrl(headers.location, hosts, url);
    }
  };
}

function ask(
  send: typeof request,
  url: URL,
  publicLookup: LookupFunction,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // A connection of its own: none that was opened for another name is used again.
    const options = { lookup: publicLookup, signal, agent: false, headers: { accept: 'application/json' } };
    send(url, options, resolve).on('error', reject).end();
  });
}

async function read(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Error('The link holds more than is allowed.');
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error('The answer was cut off.');
  return Buffer.concat(chunks, size);
}

/** Downloads from the public network. */
export const download: Download = createDownload();
