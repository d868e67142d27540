import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { TestbedError } from '../errors/testbed-error.ts';
import { onFreePort } from './ports.ts';

const taken = new TestbedError('PROCESS_DIED', 'listen tcp 127.0.0.1:1: bind: address already in use');

test('the port is free', async () => {
  const server = await onFreePort(async port => {
    const listening = createServer().listen(port, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  });
  server.close();
});

test('when somebody took the port another one is tried, three times in all', async () => {
  const ports: number[] = [];
  const start = (port: number): Promise<never> => {
    ports.push(port);
    return Promise.reject(taken);
  };
  await expect(onFreePort(start)).rejects.toBe(taken);
  expect(new Set(ports).size).toBe(3);
});

test('another failure is not tried again', async () => {
  let times = 0;
  const failing = onFreePort(() => Promise.reject(new TestbedError('PROCESS_DIED', `time ${++times}`)));
  await expect(failing).rejects.toThrow('time 1');
});
