import { expect, test } from 'vitest';
import { appWith } from '../app.fixture.ts';

test('metrics are served as Prometheus reads them, with the end of the certificate', async () => {
  const answer = await appWith().app.inject('/metrics');
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(answer.body).toContain('\nkubectl_fleet_cert_expiry_timestamp_seconds 1798761600\n');
});

test('a process that is about to end is not ready', async () => {
  const readyOf = async (draining: boolean): Promise<string> =>
    (await appWith({ draining: () => draining }).app.inject('/metrics')).body;
  expect(await readyOf(false)).toContain('\nkubectl_fleet_ready 1\n');
  expect(await readyOf(true)).toContain('\nkubectl_fleet_ready 0\n');
});
