/** Operations that the document sends elsewhere than the rest. Each refers to what it needs; the others carry nothing. */
import type { Address } from './operation.js';
import { own } from './own.js';

/** Settings for operations with servers of their own. */
export interface ServerSettings {
  readonly environment?: string | undefined;
  /** Never left for another host, unless `servers` says so: what is meant for a double must not reach the live host. */
  readonly baseUrl?: string | undefined;
  /** Addresses in place of the document's, by these. */
  readonly servers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly serverVariables?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A part of an address that the client may set; `values` where the document lists what it may be. */
export interface ServerVariable {
  readonly default: string;
  readonly values?: readonly string[];
}

/** A server: a whole address, or one that is relative to the connection's. */
export function atServer(template: string, variables: Readonly<Record<string, ServerVariable>> = {}): Address {
  return (baseUrl, { servers = {}, serverVariables = {}, baseUrl: given }: ServerSettings) => {
    const other = own(servers, template);
    if (other !== undefined) return checked(other);
    const { href, origin } = new URL(fill(template, variables, serverVariables), baseUrl);
    return given !== undefined && origin !== new URL(given).origin ? baseUrl : href;
  };
}

/** A server for each environment; in one that is not there, the connection's address. */
export function inEnvironment(servers: Readonly<Record<string, Address>>): Address {
  return (baseUrl, settings: ServerSettings) =>
    own(servers, settings.environment ?? '')?.(baseUrl, settings) ?? baseUrl;
}

function fill(
  template: string,
  variables: Readonly<Record<string, ServerVariable>>,
  given: Readonly<Record<string, string | undefined>>,
): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_braces, name: string, place: number) => {
    const variable = own(variables, name);
    const value = own(given, name) ?? variable?.default ?? '';
    // What the document says is trusted; a value may come from anywhere.
    const isRight =
      value === variable?.default || (variable?.values?.includes(value) ?? fits(value, template.slice(0, place)));
    if (!isRight) throw new TypeError(`the server variable ${name} cannot have this value`);
    return value;
  });
}

/** True for a value that neither ends the host nor leads out of the path around it. */
function fits(value: string, before: string): boolean {
  if (/^[^/]*\/\/[^/]*$/.test(before)) return /^[\w.:-]+$/.test(value);
  const path = before === '' ? value.replace(/^\//, '') : value;
  return !/[?#\\%:]|(^|\/)\.{0,2}(\/|$)/.test(path);
}

function checked(address: string): string {
  if (!URL.canParse(address) || new URL(address).username)
    throw new TypeError('an address in `servers` has to be absolute and without credentials');
  return address;
}
