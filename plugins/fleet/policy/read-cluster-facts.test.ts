import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { fleetErrors } from '../command-line/errors.ts';
import { clusterFacts } from './read-cluster-facts.ts';

/** Returns the facts of a text on standard input. */
function factsOf(text: string, flags: Partial<Parameters<typeof clusterFacts>[0]> = {}) {
  const reading = { workingDirectory: '/', stdin: Readable.from([Buffer.from(text)]) };
  return clusterFacts({ 'cluster-facts': '-', ...flags }, reading);
}

function ofVersion(target: string) {
  return clusterFacts(
    { 'cluster-facts': undefined, 'target-version': target },
    { workingDirectory: '/', stdin: Readable.from([]) },
  );
}

const printed = `apiVersion: kubectl-fleet.io/v1alpha1
kind: ClusterFacts
metadata: {name: eu-1}
unread: {nodes: forbidden}
facts:
  version: v1.37.2
  owner: retail
`;

test('without a flag nothing is known', async () => {
  expect(
    await clusterFacts({ 'cluster-facts': undefined }, { workingDirectory: '/', stdin: Readable.from([]) }),
  ).toEqual({});
});

test('facts are those that kubectl fleet facts prints, or bare, in YAML or JSON', async () => {
  expect(await factsOf(printed)).toEqual({ version: 'v1.37.2', owner: 'retail' });
  expect(await factsOf('owner: retail\n')).toEqual({ owner: 'retail' });
  expect(await factsOf('{"kind": "ClusterFacts", "facts": {"owner": ""}}')).toEqual({ owner: '' });
});

test.each(['1.36', 'v1.36'])('a target of %s is a version as clusters write it', async target => {
  expect(await ofVersion(target)).toEqual({ version: 'v1.36' });
});

test.each(['v1.36.3', '1.28.5-gke.100', '1.36.3+k3s1', '1.36-gke.1', '1.30+', 'v1.31.2-eks-7f9249a'])(
  'a target may be as exact as %s',
  async target => {
    expect(await ofVersion(target)).toEqual({ version: `v${target.replace('v', '')}` });
  },
);

test.each(['', '1', '36', '2.0', '1.36.', '1.x', 'latest', '1.36 ', '1.36.3 4'])('%j is no version', async target => {
  await expect(ofVersion(target)).rejects.toEqual(
    fleetErrors.flagInvalid('target-version', target, 'a version of Kubernetes, e.g. 1.36'),
  );
});

test('a target stands in the place of the version in the facts', async () => {
  expect(await factsOf(printed, { 'target-version': '1.38' })).toEqual({ version: 'v1.38', owner: 'retail' });
});

test.each(['v1.30.5+k3s1', '1.36-gke.1', 'v1.30+', ''])('facts may say the version %j', async version => {
  expect(await factsOf(JSON.stringify({ version }))).toEqual({ version });
});

test.each([
  ['', '-', 'is empty'],
  ['a: [', '-:1:4', '[ is not closed'],
  ['just text', '-', 'must be object'],
  ['owner: 1', '-', '/owner must be string'],
  [
    '{kind: ClusterFacts, facts: {nodes: [{name: a}]}}',
    '-',
    '/nodes/0 must have required properties labels, taints, ready, provider',
  ],
  ['version: v1.36.x', '-', '/version v1.36.x is no version of Kubernetes, e.g. v1.36.3'],
  ['version: latest', '-', '/version latest is no version of Kubernetes, e.g. v1.36.3'],
  ['onwer: retail', '-', '/onwer is nothing that rules know of a cluster'],
  ['{kind: ClusterFacts, error: connection refused}', '-', 'the cluster did not answer: connection refused'],
  [`${printed}---\n${printed}`, '-', 'has several clusters; print one: kubectl fleet facts -C NAME'],
  ['{kind: ClusterFactsList, items: []}', '-', 'has several clusters; print one: kubectl fleet facts -C NAME'],
])('%j are no facts', async (text, place, problem) => {
  await expect(factsOf(text)).rejects.toEqual(fleetErrors.clusterFactsInvalid(place, problem));
});

test('a file that is not there is named', async () => {
  await expect(factsOf('', { 'cluster-facts': 'nowhere.yaml' })).rejects.toEqual(
    fleetErrors.clusterFactsInvalid('nowhere.yaml', 'no such file or folder'),
  );
});
