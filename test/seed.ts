/**
 * Property tests are repeatable: one seed for all, so that a run of CI fails only for what changed.
 * `HOOKWRIGHT_SEED=random` takes a new one (fast-check prints it when a property fails), a number takes that one.
 */
import fc from 'fast-check';

const wanted = process.env['HOOKWRIGHT_SEED'] ?? '20261121';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
