import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readValues, type Value } from '../../tools/chart/values.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import { helm } from '../testbed/cluster/helm.ts';
import { chart, rendered, valuesFiles } from '../testbed/webhook/chart.ts';

const templates = readdirSync(join(chart, 'templates'), { recursive: true, encoding: 'utf8' })
  .filter(path => /\.(yaml|tpl|txt)$/.test(path))
  .map(path => ({ path, text: readFileSync(join(chart, 'templates', path), 'utf8') }));

test.each(valuesFiles)('helm lint has nothing against $name', async ({ file }) => {
  const { exitCode, stdout } = await helm(['lint', '--strict', chart, '--values', file]);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: `==> Linting ${chart}\n[INFO] Chart.yaml: icon is recommended\n\n1 chart(s) linted, 0 chart(s) failed\n`,
  });
});

test('every value is used by some template', () => {
  const leaves = (values: readonly Value[]): Value[] =>
    values.flatMap(value => (value.keys.length > 0 ? leaves(value.keys) : [value]));
  const all = leaves(readValues(readFileSync(join(chart, 'values.yaml'), 'utf8')));
  const text = templates.map(template => template.text).join('\n');
  expect(all.filter(({ name }) => !new RegExp(`[.$"]${name}\\b`).test(text)).map(({ path }) => path)).toEqual([]);
  expect(all.length).toBeGreaterThan(60);
});

test('there is one object in a file, and all of them are of this release', async () => {
  const crowded = templates.filter(({ text }) => text.split(/^kind: /m).length > 2);
  expect(crowded).toEqual([]);
  const objects = (await Promise.all(valuesFiles.map(({ file }) => rendered(file)))).flat();
  const strangers = objects.filter(({ metadata }) => !/^fleet-webhook|^fleetexemptions\./.test(metadata.name));
  expect(strangers).toEqual([]);
  const lasting = objects.filter(({ metadata }) => !metadata.name.endsWith('-test'));
  expect(lasting.filter(({ metadata }) => (metadata.namespace ?? 'fleet-system') !== 'fleet-system')).toEqual([]);
});

test('the webhook is asked about every kind of Kubernetes itself that rules refuse, by the name of its resource', async () => {
  const discovery = readFileSync(join(import.meta.dirname, '../fixtures/discovery/aggregated.json'), 'utf8');
  const resources = [...discovery.matchAll(/"resource":\s*"([a-z]+)",\s*"responseKind":\s*\{[^}]*"kind":\s*"(\w+)"/g)];
  const resourceOf = new Map(resources.map(([, resource = '', kind = '']) => [kind, resource]));
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const kinds = engine.reviewedKinds().filter(({ group, refused }) => refused && !group.includes('.'));
  const wanted = kinds.map(({ kind }) => resourceOf.get(kind));
  const policy = readFileSync(join(chart, 'files/policy.yaml'), 'utf8');
  expect(wanted.filter(resource => resource === undefined || !policy.includes(`- ${resource}\n`))).toEqual([]);
  expect(wanted.length).toBeGreaterThan(10);
});
