import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { checkSettings } from '../../policies/settings/settings.ts';
import { readSample } from '../../policies/bundle/samples.ts';
import { template } from '../testbed/webhook/chart.ts';
import { root, textOf } from './source-files.ts';

/** docs/start/rule-off.md and docs/start/cost.md, by their own words. */
const page = textOf('docs/start/rule-off.md');
const hostPath = join(root, 'policies/fleet/rules/virtual_node_capabilities/samples/deny_host_path_on_fargate.yaml');

test('the values that switch one rule off for one namespace do so, and nothing else', async () => {
  const [, text = ''] = /^```yaml\n# batch\.yaml\n([^]*?)^```/m.exec(page) ?? [];
  const values: unknown = parse(text);
  if (!isRecord(values)) throw new Error('the page has no values');
  expect(parse(textOf('examples/rule-off/batch.yaml'))).toEqual(values);
  expect((await template({ cluster: { name: 'eu-1' }, ...values })).stderr).toBe('');
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const settings = checkSettings(values['settings'], engine.rules());
  if ('problems' in settings) throw new Error(settings.problems.join('; '));
  const { input } = readSample(hostPath);
  const rulesIn = (namespace: string) => {
    const metadata = { name: 'tool', namespace, labels: { 'eks.amazonaws.com/fargate-profile': 'build' } };
    const object = { ...input.object, metadata };
    const { findings } = engine.decide({ ...input, object, namespace, settings: settings.value });
    return findings.filter(({ action }) => action === 'deny').map(({ rule }) => rule);
  };
  expect(rulesIn('batch')).toEqual([]);
  expect(rulesIn('build')).toEqual(['virtual-node-capabilities']);
});

test('the figures of the cost are those of the benchmarks', () => {
  const cost = textOf('docs/start/cost.md');
  const [, table = ''] = /^## In each cluster\n\n([^]*?)\n\n/m.exec(cost) ?? [];
  const figures = [...table.matchAll(/\d[\d.]*(?: (?:MB|s))?(?= |$|;)/gm)].map(([figure]) => figure);
  const measured = textOf('docs/reference/benchmarks.md');
  expect(figures.filter(figure => !measured.includes(figure))).toEqual([]);
  expect(figures.length).toBeGreaterThan(5);
  const [, laptop = ''] = /^## On a laptop\n([^]*?)\n##/m.exec(cost) ?? [];
  const numbers = [...laptop.matchAll(/(\d+) (?:ms|MiB)/g)].map(([, number]) => number);
  expect(numbers.filter(number => !new RegExp(` ${number}\\b`).test(measured))).toEqual([]);
  expect(numbers.length).toBeGreaterThan(4);
});
