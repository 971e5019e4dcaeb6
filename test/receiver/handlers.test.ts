/** What handlers are given, as the compiler sees it: `npm run typecheck` is what fails. */
import type { rook, terra } from '@hookwright/providers';
import { expectTypeOf, it } from 'vitest';
import type { EventBody, EventName, Handler } from '../../runtime/receiver/handlers.js';
import type { Receiver } from '../../runtime/receiver/receiver.js';
import type { Package } from './harness.js';

it('handlers are typed from the event map of their webhook', () => {
  expectTypeOf<EventBody<Package, 'terra.sleep'>>().not.toBeAny();
  expectTypeOf<EventBody<Package, 'terra.sleep'>>().toEqualTypeOf<terra.SleepEvent>();
  expectTypeOf<EventBody<Package, 'rook.user_info'>>().toEqualTypeOf<rook.RookDataEventMap['user_info']>();
  expectTypeOf<Parameters<Handler<terra.SleepEvent>>[0]['user']['user_id']>().not.toBeAny();
});

it('names of events are those that the package knows', () => {
  expectTypeOf<'terra.sleep'>().toExtend<EventName<Package>>();
  expectTypeOf<'terra.slep'>().not.toExtend<EventName<Package>>();
  expectTypeOf<Parameters<Receiver<Package>['onEvent']>[0]>().toEqualTypeOf<EventName<Package>>();
});
