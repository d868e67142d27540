import { expect, test } from 'vitest';
import { buildApp } from './app.ts';
import { dependenciesWith } from './app.fixture.ts';
import { buildProbes } from './probes.ts';

test('with a port of their own, probes are answered there and nowhere else', async () => {
  const { dependencies } = dependenciesWith();
  const app = buildApp(dependencies, { answersProbes: false });
  const probes = buildProbes(dependencies);
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    expect(await probes.inject(path)).toMatchObject({ statusCode: 200 });
    expect(await app.inject(path)).toMatchObject({ statusCode: 404 });
  }
  expect(await probes.inject({ method: 'POST', url: '/validate' })).toMatchObject({ statusCode: 404 });
});
