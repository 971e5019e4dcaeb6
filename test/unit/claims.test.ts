/** What two threads could do is done by one of them. */
import { expect, test } from 'vitest';

import { claimIn, createClaims } from '../../generator/claims.js';

test('each module is for the first that asks, whichever thread that is', () => {
  const claims = createClaims(3);
  const [here, there] = [claimIn(claims), claimIn(claims)];
  expect([here(2), there(0), there(2), here(0), here(1), there(1)]).toEqual([true, true, false, false, true, false]);
});
