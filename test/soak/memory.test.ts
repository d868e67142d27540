import { expect, test } from 'vitest';
import { growth, type Sample } from './memory.ts';

/** Forty samples that grow by so much from one to the next, with garbage on top. */
function samplesWith(step: Partial<Sample>): Sample[] {
  return Array.from({ length: 40 }, (_, index) => {
    const garbage = index % 5;
    const at = (start: number, more = 0): number => start + more * index + garbage;
    return { resident: at(140, step.resident), heap: at(30, step.heap), policy: at(8, step.policy) };
  });
}

test('garbage that comes and goes is no growth', () => {
  expect(growth(samplesWith({}))).toEqual([]);
});

test('each memory that grows is named', () => {
  expect(growth(samplesWith({ resident: 2, heap: 1, policy: 1 }))).toEqual([
    'resident memory grew from 180.0 to 200.0 MiB, and may by 12 MiB',
    'heap memory grew from 50.0 to 60.0 MiB, and may by 4 MiB',
    'policy memory grew from 28.0 to 38.0 MiB, and may by 8 MiB',
  ]);
});

test('what grows in the first half alone is a cache', () => {
  const [early, late] = [samplesWith({ heap: 2 }).slice(0, 20), samplesWith({}).slice(20)];
  expect(growth([...early, ...late.map(one => ({ ...one, heap: one.heap + 40 }))])).toEqual([]);
});
