import { expect, test, vi } from 'vitest';
import { createMetrics } from '../metrics/metrics.ts';
import { deadlineOf } from './deadline.ts';
import { createAdmissionQueue, type AdmissionQueue, type QueueEntry } from './admission-queue.ts';
import { defaultLimits } from './limits.ts';

const [patient, hasty] = [deadlineOf('/validate?timeout=3s'), deadlineOf('/mutate?timeout=1s')];
const again = { code: 'OVERLOADED', message: 'too much to do, ask again' };
const mebibyte = 1024 * 1024;
const [stranger, known] = [
  { address: '192.0.2.1', isVerified: false },
  { address: '192.0.2.2', isVerified: true },
];

/** Adds a review whose body has arrived. */
function enqueue(queue: AdmissionQueue, bytes: number, deadline = patient): QueueEntry {
  const entry = queue.open(stranger, deadline);
  entry.receive(bytes, () => expect.unreachable());
  entry.enqueue(bytes);
  return entry;
}

/** Opens an entry of a body of which so many bytes have arrived. */
function arriving(queue: AdmissionQueue, bytes: number, sender = stranger) {
  const onDrop = vi.fn<(error: Error) => void>();
  const entry = queue.open(sender, patient);
  entry.receive(bytes, onDrop);
  return { entry, onDrop };
}

test('one more than fits is sent back, and let in when another one has left', async () => {
  const metrics = createMetrics();
  const queue = createAdmissionQueue({ ...defaultLimits, queued: 2 }, metrics);
  enqueue(queue, 10);
  const { release } = enqueue(queue, 10);
  expect(() => queue.open(stranger, patient)).toThrow(expect.objectContaining(again));
  release();
  release();
  const { entry: late } = arriving(queue, 10);
  enqueue(queue, 10);
  expect(() => {
    late.enqueue(10);
  }).toThrow(expect.objectContaining(again));
  const exposition = await metrics.registry.metrics();
  expect(exposition).toContain('kubectl_fleet_shed_total{reason="queue"} 2');
  expect(exposition).toContain('kubectl_fleet_inflight 2');
});

test('large bodies are too much before there are many', async () => {
  const metrics = createMetrics();
  const queue = createAdmissionQueue({ ...defaultLimits, queuedMebibytes: 8 }, metrics);
  enqueue(queue, 7 * mebibyte);
  enqueue(queue, mebibyte);
  expect(arriving(queue, 1).onDrop).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(again));
  expect(await metrics.registry.metrics()).toContain('kubectl_fleet_shed_total{reason="memory"} 1');
});

test('bodies that have not arrived take nobody’s place, and the slowest make room for others', async () => {
  const metrics = createMetrics();
  const onProblem = vi.fn();
  const queue = createAdmissionQueue({ ...defaultLimits, queued: 2, queuedMebibytes: 8 }, metrics, onProblem);
  const [verified, first, second, third] = [
    arriving(queue, 2 * mebibyte, known),
    arriving(queue, 2 * mebibyte),
    arriving(queue, 2 * mebibyte),
    arriving(queue, 2 * mebibyte),
  ];
  third.entry.release();
  enqueue(queue, 4 * mebibyte);
  expect([verified, first, second].map(({ onDrop }) => onDrop.mock.calls.length)).toEqual([0, 1, 0]);
  expect(first.onDrop).toHaveBeenCalledWith(expect.objectContaining(again));
  expect(onProblem).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^dropped a body from 192\.0\.2\.1, unfinished after \d+\.\d s: others need room$/),
  );
  expect(arriving(queue, 4 * mebibyte, known).onDrop).not.toHaveBeenCalled();
  expect([verified, first, second].map(({ onDrop }) => onDrop.mock.calls.length)).toEqual([1, 1, 1]);
  expect(await metrics.registry.metrics()).toContain('kubectl_fleet_shed_total{reason="slow"} 3');
});

test('many small pieces count for the memory that they take', () => {
  const queue = createAdmissionQueue({ ...defaultLimits, queuedMebibytes: 8 }, createMetrics());
  const { entry, onDrop } = arriving(queue, 1);
  for (let piece = 1; piece <= 8 * 4096; piece++) entry.receive(1, onDrop);
  expect(onDrop).toHaveBeenCalledOnce();
});

test('who has no time to ask again is told to give up', () => {
  const queue = createAdmissionQueue({ ...defaultLimits, queued: 1 }, createMetrics());
  enqueue(queue, 10, hasty);
  expect(() => queue.open(stranger, hasty)).toThrow(
    expect.objectContaining({ code: 'TOO_LATE', message: 'too much to do, and no time left to ask again' }),
  );
});
