import { expect, test } from 'vitest';
import { statusLines } from './status-lines.ts';

const options = { now: new Date('2026-12-01T12:00:00Z'), width: 80, isColoured: false, clusters: 3 };
const trouble = {
  severity: 'critical',
  clusters: ['eu-1', 'us-1'],
  text: 'Deployment shop/cart: 0 of 3 replicas available; CrashLoopBackOff: container app (3 Pods)',
  since: '2026-12-01T09:00:00Z',
  more: ['describe', 'deployment', 'cart', '-n', 'shop'],
} as const;

test('a line is wrapped at the width of the terminal, and its command is whole', () => {
  expect(statusLines([trouble], options)).toEqual([
    'critical eu-1, us-1: Deployment shop/cart: 0 of 3 replicas available;',
    '         CrashLoopBackOff: container app (3 Pods), for 3h',
    '    kubectl fleet describe deployment cart -n shop -C eu-1,us-1',
  ]);
});

test('a command asks all clusters where all have the trouble', () => {
  expect(statusLines([trouble], { ...options, clusters: 2 }).at(-1)).not.toContain('-C');
  expect(statusLines([trouble], { ...options, clusters: undefined }).at(-1)).toContain('-C eu-1,us-1');
});

test('names of others neither control the terminal nor end a word of a command', () => {
  const lines = statusLines([{ ...trouble, text: 'a\u001b[31m', clusters: ['a; rm -rf'] }], options);
  expect(lines[0]).toContain('a^[[31m');
  expect(lines.at(-1)).toContain("-C 'a; rm -rf'");
});
