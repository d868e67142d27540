import { expect, test } from 'vitest';
import { programs } from '../../tools/build/programs.ts';
import { textOf } from './source-files.ts';

const dockerfile = textOf('Dockerfile');
const copied = [...dockerfile.matchAll(/^COPY (.+) \/app\/.*$/gm)].flatMap(([, files = '']) => files.split(' '));

test('the image holds the programs of the webhook, the policy, and what the programs load', () => {
  const ofWebhook = programs.filter(program => program.in.startsWith('webhooks/')).map(({ out }) => `dist/${out}.js`);
  expect([...copied].sort()).toEqual([...ofWebhook, 'dist/chunks', 'dist/data.json', 'dist/policy.wasm'].sort());
});

test('nothing else is sent to what builds the image', () => {
  const [everything, ...kept] = textOf('.dockerignore').trim().split('\n');
  expect(everything).toBe('*');
  expect(kept.every(line => line.startsWith('!dist/'))).toBe(true);
  const isKept = (file: string): boolean =>
    kept.some(line =>
      new RegExp(`^${line.slice(1).replaceAll('.', '\\.').replace('*', '[^/]+').replace(/\/$/, '')}$`).test(file),
    );
  expect(copied.filter(file => !isKept(file))).toEqual([]);
});

test('it runs without root, and with the Node that the project is tested with', () => {
  expect(dockerfile).toMatch(/^USER 65532:65532$/m);
  const [, major] = /^FROM gcr\.io\/distroless\/nodejs(\d+)-debian13:nonroot@/m.exec(dockerfile) ?? [];
  expect(process.versions.node.split('.')[0]).toBe(major);
});

test('its base is named by a digest that has to be given', () => {
  expect(dockerfile.match(/^(ARG|FROM) .*$/gm)).toEqual([
    'ARG BASE_DIGEST',
    expect.stringMatching(/@\$\{BASE_DIGEST\}$/),
  ]);
});

test('the chart finds in it what it starts: node, the programs, and the place of the configuration', () => {
  const pod = textOf('charts/fleet-webhook/templates/tests/pod.yaml');
  const deployment = textOf('charts/fleet-webhook/templates/server/deployment.yaml');
  expect(dockerfile).toContain('ENTRYPOINT ["/nodejs/bin/node"]\nCMD ["/app/webhook.js"]');
  expect(pod).toContain('args: [/app/smoke-test.js, ');
  expect(/KUBECTL_FLEET_CONFIG=(\S+)/.exec(dockerfile)?.[1]).toBe(
    /KUBECTL_FLEET_CONFIG, value: (\S+) /.exec(deployment)?.[1],
  );
});
