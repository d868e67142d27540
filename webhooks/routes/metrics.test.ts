import { expect, test } from 'vitest';
import { appWith } from '../app.fixture.ts';

test('metrics are served as Prometheus reads them, with the end of the certificate', async () => {
  const answer = await appWith().app.inject('/metrics');
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(answer.body).toContain('\nkubectl_fleet_cert_expiry_timestamp_seconds 1798761600\n');
});
