/** The generated schemas in a library that takes Standard Schemas: tRPC checks a procedure's input with one. */
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { initTRPC, TRPCError } from '@trpc/server';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Body, type BodyEvent, BodyEventSchema, BodySchema } from '../../../generated/dist/terra/index.js';

const { procedure, router, createCallerFactory } = initTRPC.create();

const app = router({
  count: procedure.input(BodyEventSchema).query(({ input }) => {
    expectTypeOf(input).toEqualTypeOf<BodyEvent>();
    return input.data.length;
  }),
  echo: procedure.output(BodyEventSchema).query((): BodyEvent => event),
  wrong: procedure.output(BodyEventSchema).query((): BodyEvent => JSON.parse('{ "type": "body" }') as BodyEvent),
});

const event: BodyEvent = { type: 'body', user: { user_id: 'u-1', provider: 'GARMIN' }, data: [] };

const caller = createCallerFactory(app)({});

describe('tRPC', () => {
  it('passes a valid input on', async () => {
    expect(await caller.count(event)).toBe(0);
    expect(await caller.echo()).toEqual(event);
  });

  it('refuses an invalid input with the issues of the validator', async () => {
    const refusal = await caller.count({ ...event, data: 'x' } as never).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TRPCError);
    expect(refusal).toMatchObject({
      code: 'BAD_REQUEST',
      cause: { issues: [{ path: ['data'], message: 'expected array, got string' }] },
    });
  });

  it('refuses an invalid output', async () => {
    await expect(caller.wrong()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });
});

describe('the types of Standard Schema', () => {
  it('fit a generated schema', () => {
    expectTypeOf(BodySchema).toExtend<StandardSchemaV1<Body, Body>>();
    expectTypeOf(BodySchema).toExtend<StandardJSONSchemaV1<Body, Body>>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof BodySchema>>().toEqualTypeOf<Body>();
    const schema: StandardSchemaV1<Body> & StandardJSONSchemaV1<Body> = BodySchema;
    expect(schema['~standard'].version).toBe(1);
  });
});
