import { expect, test } from 'vitest';
import { isDayOrTime, nanosecondsOf } from './rfc3339.ts';

test('a time is counted from 1970, whatever its offset', () => {
  expect(nanosecondsOf('1970-01-01T00:00:00Z')).toBe(0);
  expect(nanosecondsOf('2026-12-31T12:00:00Z')).toBe(1798718400000000000);
  expect(nanosecondsOf('2026-12-31T13:30:00+01:30')).toBe(1798718400000000000);
  expect(nanosecondsOf('2026-12-31T12:00:00.250Z')).toBe(1798718400250000000);
  expect(nanosecondsOf('2026-12-31T12:00:00.250999999Z')).toBe(1798718400250000000);
});

test.each([
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-12-31T24:00:00Z',
  '2026-12-31T12:00:60Z',
  '2026-12-31T12:00:00',
  '2026-12-31T12:00:00+24:00',
  '2026-12-31t12:00:00z',
  '2026-12-31 12:00:00Z',
  ' 2026-12-31T12:00:00Z',
  '9999-12-31T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '2026-12-31',
  '',
])('"%s" is no time', text => {
  expect(nanosecondsOf(text)).toBeUndefined();
});

test('what is no text is no time', () => {
  expect([null, 7, {}, ['2026-12-31T12:00:00Z']].map(nanosecondsOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('settings and exemptions take a day as well', () => {
  expect(['2028-02-29', '2026-12-31', '2026-12-31T12:00:00Z'].filter(isDayOrTime)).toHaveLength(3);
  expect(['2026-02-29', '2026-1-1', '31.12.2026', 'tomorrow', '', '9999-12-31'].filter(isDayOrTime)).toEqual([]);
});
