/** Operations for the tests of the runtime, as generated code would describe them. */
import { readJson } from '../../../../runtime/core/client/answers.js';
import { writeBody, writeJson } from '../../../../runtime/core/client/bodies.js';
import type { Operation, Parameter } from '../../../../runtime/core/client/operation.js';

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
    { in: 'path', name: 'id' },
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

/** An operation that has nothing but these parameters. */
export function operationWith(
  parameters: readonly Parameter[],
  path = '/echo',
): Operation<Readonly<Record<string, unknown>>, unknown, { 200: unknown }> {
  return { id: 'echo', method: 'GET', path, parameters, responses: { 200: { 'application/json': readJson } } };
}
