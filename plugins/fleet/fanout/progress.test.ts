import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgress } from './progress.ts';
import { clusterAt } from '../../../kubernetes/client/server.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const clusters = ['hub', 'eu-1', 'edge-7'].map(name => clusterAt('https://x', name));
const [hub, eu] = clusters;

test('a short wait is not worth a word', () => {
  const shown: string[] = [];
  const progress = startProgress(clusters, line => void shown.push(line));
  vi.advanceTimersByTime(900);
  progress.stop();
  vi.advanceTimersByTime(5000);
  expect(shown).toEqual(['']);
});

test('a long one says who is waited for, and leaves nothing behind', () => {
  const shown: string[] = [];
  const progress = startProgress(clusters, line => void shown.push(line));
  if (hub) progress.answered(hub);
  vi.advanceTimersByTime(1000);
  if (eu) progress.answered(eu);
  progress.stop();
  expect(shown).toEqual(['1 of 3 answered, waiting for eu-1, edge-7', '2 of 3 answered, waiting for edge-7', '']);
});

test('a line with many clusters fits the terminal', () => {
  const shown: string[] = [];
  const many = Array.from({ length: 500 }, (_, index) => clusterAt('https://x', `production-${index}`));
  const progress = startProgress(many, line => void shown.push(line), 79);
  vi.advanceTimersByTime(1000);
  expect(shown).toEqual(['0 of 500 answered, waiting for production-0, production-1 and 498 more']);
  progress.stop();
});
