import { expect, test, vi } from 'vitest';
import { createInstruments } from '../metrics/metrics.ts';
import { deadlineOf } from './deadline.ts';
import { createGate, type Gate, type Place } from './gate.ts';
import { defaultLimits } from './limits.ts';

const [patient, hasty] = [deadlineOf('/validate?timeout=3s'), deadlineOf('/mutate?timeout=1s')];
const again = { code: 'OVERLOADED', message: 'too much to do, ask again' };
const mebibyte = 1024 * 1024;
const [stranger, known] = [
  { address: '192.0.2.1', isVerified: false },
  { address: '192.0.2.2', isVerified: true },
];

/** A review that has arrived. */
function enter(gate: Gate, bytes: number, deadline = patient): Place {
  const place = gate.begin(stranger, deadline);
  place.receive(bytes, () => expect.unreachable());
  place.enter(bytes);
  return place;
}

/** A body of which this much has arrived. */
function arriving(gate: Gate, bytes: number, sender = stranger) {
  const onDrop = vi.fn<(error: Error) => void>();
  const place = gate.begin(sender, patient);
  place.receive(bytes, onDrop);
  return { place, onDrop };
}

test('one more than fits is sent back, and let in when another one has left', async () => {
  const instruments = createInstruments();
  const gate = createGate({ ...defaultLimits, queued: 2 }, instruments);
  enter(gate, 10);
  const { leave } = enter(gate, 10);
  expect(() => gate.begin(stranger, patient)).toThrow(expect.objectContaining(again));
  leave();
  leave();
  const { place: late } = arriving(gate, 10);
  enter(gate, 10);
  expect(() => {
    late.enter(10);
  }).toThrow(expect.objectContaining(again));
  const metrics = await instruments.registry.metrics();
  expect(metrics).toContain('kubectl_fleet_shed_total{reason="queue"} 2');
  expect(metrics).toContain('kubectl_fleet_inflight 2');
});

test('large bodies are too much before there are many', async () => {
  const instruments = createInstruments();
  const gate = createGate({ ...defaultLimits, queuedMebibytes: 8 }, instruments);
  enter(gate, 7 * mebibyte);
  enter(gate, mebibyte);
  expect(arriving(gate, 1).onDrop).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(again));
  expect(await instruments.registry.metrics()).toContain('kubectl_fleet_shed_total{reason="memory"} 1');
});

test('bodies that have not arrived take nobody’s place, and the slowest make room for others', async () => {
  const instruments = createInstruments();
  const onProblem = vi.fn();
  const gate = createGate({ ...defaultLimits, queued: 2, queuedMebibytes: 8 }, instruments, onProblem);
  const [verified, first, second, third] = [
    arriving(gate, 2 * mebibyte, known),
    arriving(gate, 2 * mebibyte),
    arriving(gate, 2 * mebibyte),
    arriving(gate, 2 * mebibyte),
  ];
  third.place.leave();
  enter(gate, 4 * mebibyte);
  expect([verified, first, second].map(({ onDrop }) => onDrop.mock.calls.length)).toEqual([0, 1, 0]);
  expect(first.onDrop).toHaveBeenCalledWith(expect.objectContaining(again));
  expect(onProblem).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^dropped a body from 192\.0\.2\.1, unfinished after \d+\.\d s: others need room$/),
  );
  expect(arriving(gate, 4 * mebibyte, known).onDrop).not.toHaveBeenCalled();
  expect([verified, first, second].map(({ onDrop }) => onDrop.mock.calls.length)).toEqual([1, 1, 1]);
  expect(await instruments.registry.metrics()).toContain('kubectl_fleet_shed_total{reason="slow"} 3');
});

test('many small pieces count for the memory that they take', () => {
  const gate = createGate({ ...defaultLimits, queuedMebibytes: 8 }, createInstruments());
  const { place, onDrop } = arriving(gate, 1);
  for (let piece = 1; piece <= 8 * 4096; piece++) place.receive(1, onDrop);
  expect(onDrop).toHaveBeenCalledOnce();
});

test('who has no time to ask again is told to give up', () => {
  const gate = createGate({ ...defaultLimits, queued: 1 }, createInstruments());
  enter(gate, 10, hasty);
  expect(() => gate.begin(stranger, hasty)).toThrow(
    expect.objectContaining({ code: 'TOO_LATE', message: 'too much to do, and no time left to ask again' }),
  );
});
