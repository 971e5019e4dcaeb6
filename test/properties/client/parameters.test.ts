import fc from 'fast-check';
import { expect, test } from 'vitest';

import { retryAfterSeconds } from '../../../runtime/core/client/retry.js';
import { writeFormBody } from '../../../runtime/core/client/bodies.js';
import { buildRequest } from '../../../runtime/core/client/build-request.js';
import { writeForm, writeSimple } from '../../../runtime/core/client/parameters.js';
import { readEvents } from '../../../runtime/core/client/streams.js';
import { exchangeOf, operationWith } from '../../unit/runtime/client/operations.js';

// Well-formed: half of a surrogate pair cannot be sent at all.
const text = fc.string({ unit: 'binary' });
const BASE = 'https://api.example.com';

test('a query gives back every name and every text of a list', () => {
  fc.assert(
    fc.property(text, fc.array(text), (name, values) => {
      const { url } = buildRequest(operationWith([{ in: 'query', name, write: writeForm }]), { [name]: values }, BASE);
      expect([...url.searchParams]).toEqual(values.map((value) => [name, value]));
    }),
  );
});

test('a path parameter stays one segment, whatever it holds', () => {
  fc.assert(
    fc.property(
      text.filter((value) => !['', '.', '..'].includes(value)),
      (value) => {
        const { url } = buildRequest(
          operationWith([{ in: 'path', name: 'id', write: writeSimple }], '/a/{id}/b'),
          { id: value },
          BASE,
        );
        const segments = url.pathname.split('/');
        expect([segments.length, segments[1], decodeURIComponent(segments[2] ?? ''), segments[3]]).toEqual([
          4,
          'a',
          value,
          'b',
        ]);
        expect(url.search + url.hash).toBe('');
      },
    ),
  );
});

test('a header is sent as it is, or refused by its name', () => {
  fc.assert(
    fc.property(text, (value) => {
      try {
        const { headers } = buildRequest(operationWith([{ in: 'header', name: 'x-a' }]), { 'x-a': value }, BASE);
        expect(headers.get('x-a')).toBe(value.replaceAll(/^[\t\n\r ]+|[\t\n\r ]+$/g, ''));
      } catch (error) {
        expect((error as Error).message).toBe('x-a has a line break or is not Latin-1');
      }
    }),
  );
});

test('a form gives back its texts', () => {
  fc.assert(
    fc.property(fc.dictionary(text, text), (form) => {
      expect(Object.fromEntries(new URLSearchParams(writeFormBody(form, '').body as string))).toEqual({ ...form });
    }),
  );
});

test('events are the same however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-zäé ]{1,8}$/), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('\n', '\r', '\r\n'),
      fc.array(fc.nat(80), { maxLength: 6 }),
      async (data, end, cuts) => {
        const bytes = new TextEncoder().encode(data.map((each) => `data:x${each}${end}${end}`).join(''));
        const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((left, right) => left - right), bytes.length];
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            places.slice(1).forEach((place, index) => controller.enqueue(bytes.slice(places[index], place)));
            controller.close();
          },
        });
        const found: string[] = [];
        for await (const event of await readEvents(new Response(body), exchangeOf())) found.push(event.data);
        expect(found).toEqual(data.map((each) => `x${each}`));
      },
    ),
    { numRuns: 60 },
  );
});

test('Retry-After never gives anything but a wait or nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\x20-\x7e]*$/), (header) => {
      const seconds = retryAfterSeconds(new Headers({ 'retry-after': header }), 0);
      expect(seconds === undefined || seconds >= 0).toBe(true);
    }),
  );
});
