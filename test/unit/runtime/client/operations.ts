/** Operations for the tests of the runtime, as generated code would describe them. */
import { readJson } from '../../../../runtime/core/client/answers.js';
import { writeBody, writeJson } from '../../../../runtime/core/client/bodies.js';
import type {
  Operation,
  Parameter,
  ParameterForm,
  ParameterWriter,
} from '../../../../runtime/core/client/operation.js';
import { writeForm } from '../../../../runtime/core/client/parameters.js';
import { inCookie, inHeader, inPath } from '../../../../runtime/core/client/placement.js';
import type { Exchange } from '../../../../runtime/core/client/send.js';
import type { ConnectionSettings } from '../../../../runtime/core/client/settings.js';

export interface Thing {
  readonly id: string;
}

export interface ThingResponses {
  200: Thing;
  204: undefined;
  404: { readonly title: string };
  '5XX': { readonly detail: string };
}

export const getThing: Operation<{ readonly id: string; readonly day?: string }, Thing | undefined, ThingResponses> = {
  id: 'getThing',
  method: 'GET',
  path: '/things/{id}',
  parameters: [
    { in: 'path', name: 'id', put: inPath },
    { in: 'query', name: 'day' },
  ],
  responses: {
    200: { 'application/json': readJson },
    204: {},
    404: { 'application/problem+json': readJson },
    '5XX': { 'application/json': readJson },
  },
};

export const createThing: Operation<{ readonly body: { readonly name: string } }, Thing, { 201: Thing }> = {
  id: 'createThing',
  method: 'POST',
  path: '/things',
  parameters: [],
  body: { write: writeBody, formats: { 'application/json': { write: writeJson } } },
  responses: { 201: { 'application/json': readJson } },
};

/** A parameter as a document describes it. */
export interface DeclaredParameter {
  readonly in: ParameterForm['in'];
  readonly name: string;
  readonly write?: ParameterWriter;
  /** Left out: true in queries and cookies, as in OpenAPI. */
  readonly explode?: boolean;
  readonly encode?: (text: string) => string;
}

/** An operation that has nothing but these parameters. */
export function operationWith(
  parameters: readonly DeclaredParameter[],
  path = '/echo',
): Operation<Readonly<Record<string, unknown>>, unknown, { 200: unknown }> {
  const described = parameters.map(describe);
  const responses = { 200: { 'application/json': readJson } };
  return { id: 'echo', method: 'GET', path, parameters: described, accept: 'application/json', responses };
}

/** As the generator writes it. */
function describe(parameter: DeclaredParameter): Parameter {
  switch (parameter.in) {
    case 'query':
      return { ...parameter, in: 'query' };
    case 'path':
      return { explode: false, ...parameter, in: 'path', put: inPath };
    case 'header':
      return { explode: false, encode: String, ...parameter, in: 'header', put: inHeader };
    case 'cookie':
      return { write: writeForm, ...parameter, in: 'cookie', put: inCookie };
  }
}

/** A call as a reader sees it, without a request of its own. */
export function exchangeOf(id = 'watch', settings: ConnectionSettings = {}): Exchange {
  const request = { url: new URL('https://api.example.com'), method: 'GET', headers: new Headers(), body: undefined };
  return [{ id, method: 'GET', path: '/', parameters: [], responses: {} }, settings, {}, request, undefined];
}
