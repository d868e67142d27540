import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { until } from '../testbed/errors/until.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { kubectlWatching, watching } from './watching.ts';

const { kubeconfig, eu1 } = inject('fleet');
const namespace = 'e2e-watch';

beforeAll(() => kubectl(eu1, ['create', 'namespace', namespace]));
afterAll(() => kubectl(eu1, ['delete', 'namespace', namespace, '--wait=false']));

const change = (...words: string[]) => kubectl(eu1, [...words, '-n', namespace]);

/** Lines about one object, without gaps and ages; `isOwn` cuts off the cluster. */
function linesAbout(name: string, text: string, isOwn: boolean): string[] {
  return text
    .trimEnd()
    .split('\n')
    .filter(line => line.includes(name) || /^(CLUSTER|NAME|EVENT)/.test(line))
    .map(line => (isOwn ? line.replace(/^\S+ +/, '') : line))
    .map(line => line.replace(/ +(AGE|\d+[ms]\S*)$/, '').replaceAll(/ +/g, ' '));
}

test.each([
  ['plain', '-w', `-n ${namespace}`],
  ['events', '-w --output-watch-events', `-n ${namespace}`],
  ['names', '-w -o name', `-n ${namespace}`],
  ['everywhere', '-w -A --output-watch-events', ''],
  ['labels', '-w --show-labels -L app', `-n ${namespace}`],
  ['only', '--watch-only --output-watch-events', `-n ${namespace}`],
  ['only-names', '--watch-only -o name', `-n ${namespace}`],
])('%s: get cm %s prints the rows of kubectl', async (word, flags, where) => {
  const [probe, name] = [`probe-of-${word}`, `cart-of-${word}`];
  await change('create', 'cm', probe);
  const line = `get cm ${flags} ${where}`.trim();
  const ours = watching(kubeconfig, `${line} -C eu-1`);
  const theirs = await kubectlWatching(eu1.kubeconfig, line);
  // --watch-only does not tell when the watch begins, so this object changes until both show it.
  let count = 0;
  await until('both watches have begun', async () => {
    await change('label', 'cm', probe, '--overwrite', `count=${(count += 1)}`);
    return [ours, theirs].every(({ stdout }) => stdout().includes(probe)) || undefined;
  });
  await change('create', 'cm', name);
  await change('label', 'cm', name, 'app=cart');
  await change('delete', 'cm', name);
  await change('create', 'cm', `last-of-${word}`);
  const last = new RegExp(`last-of-${word}`);
  await Promise.all([ours.shows(last), theirs.shows(last)]);
  expect(await ours.interrupt()).toBe(0);
  await theirs.interrupt();

  const expected = linesAbout(name, theirs.stdout(), false);
  expect(linesAbout(name, ours.stdout(), true)).toEqual(expected);
  expect(expected.filter(text => text.includes(name))).toHaveLength(3);
});
