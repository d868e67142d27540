import { expect, test } from 'vitest';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { countUses } from './uses.ts';

const by = (name: string, counts = true) =>
  findingOf({ exemption: { name, owner: 'shop', ticket: 'OPS-1', expiresAt: '2026-12-31', counts } });
const at = (seconds: number): Date => new Date(`2026-11-23T12:00:0${seconds}.250Z`);

test('a request counts once for each exemption that it needed, and not for one that is not in force', () => {
  const uses = countUses();
  uses.record([by('web'), by('web'), by('db'), by('expired', false), findingOf()], at(1));
  uses.record([by('web')], at(2));
  expect(['web', 'db', 'expired'].map(uses.of)).toEqual([
    { count: 2, last: '2026-11-23T12:00:02Z' },
    { count: 1, last: '2026-11-23T12:00:01Z' },
    undefined,
  ]);
});

test('written uses are subtracted, and uses counted since then stay', () => {
  const uses = countUses();
  uses.record([by('web')], at(1));
  const written = { count: 1, last: '2026-11-23T12:00:01Z' };
  uses.record([by('web')], at(2));
  uses.settle('web', written);
  expect(uses.of('web')).toEqual({ count: 1, last: '2026-11-23T12:00:02Z' });
  uses.settle('web', { count: 1, last: '2026-11-23T12:00:02Z' });
  expect(uses.of('web')).toBeUndefined();
});
