import { expect, test } from 'vitest';
import { createInstruments } from '../instruments.ts';
import { deadlineOf } from './deadline.ts';
import { createGate } from './gate.ts';
import { defaultLimits } from './limits.ts';

const [patient, hasty] = [deadlineOf('/validate?timeout=3s'), deadlineOf('/mutate?timeout=1s')];
const again = { code: 'OVERLOADED', message: 'too much to do, ask again' };
const mebibyte = 1024 * 1024;

test('one more than fits is sent back, and let in when another one has left', async () => {
  const instruments = createInstruments();
  const gate = createGate({ ...defaultLimits, queued: 2 }, instruments);
  gate.enter(10, patient);
  const leave = gate.enter(10, patient);
  expect(() => gate.enter(10, patient)).toThrow(expect.objectContaining(again));
  leave();
  gate.enter(10, patient);
  const metrics = await instruments.registry.metrics();
  expect(metrics).toContain('kubectl_fleet_shed_total{reason="queue"} 1');
  expect(metrics).toContain('kubectl_fleet_inflight 2');
});

test('large bodies are too much before there are many', () => {
  const gate = createGate({ ...defaultLimits, queuedMebibytes: 8 }, createInstruments());
  gate.enter(7 * mebibyte, patient);
  gate.enter(mebibyte, patient);
  expect(() => gate.enter(1, patient)).toThrow(expect.objectContaining(again));
});

test('who has no time to ask again is told to give up', () => {
  const gate = createGate({ ...defaultLimits, queued: 1 }, createInstruments());
  gate.enter(10, hasty);
  expect(() => gate.enter(10, hasty)).toThrow(
    expect.objectContaining({ code: 'TOO_LATE', message: 'too much to do, and no time left to ask again' }),
  );
});
