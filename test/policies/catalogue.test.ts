import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { readCatalogue, readControllers, readPodTemplates, readSystem } from '../../tools/catalogue/read.ts';
import type { System } from '../../tools/catalogue/system.ts';

const catalogue = await readCatalogue(join(import.meta.dirname, '../../policies/fleet/catalogue/systems'));

const promised = [
  'AKS virtual nodes',
  'Admiralty',
  'Alibaba ECI',
  'Argo CD',
  'Azure Container Instances',
  'Cluster API',
  'Clusternet',
  'EKS Fargate',
  'Flux',
  'HashiCorp Nomad',
  'Helm',
  'Karmada',
  'KubeFed',
  'KubeFleet',
  'Kubernetes',
  'Liqo',
  'Open Cluster Management',
  'Rancher Fleet',
  'SIG Multicluster',
  'Sveltos',
  'Virtual Kubelet',
  'Virtual Nodes on Azure Container Instances',
  'interLink',
  'kubectl',
  'tensile-kube',
];

test('every system that rules and documents speak of has its data', () => {
  const titles = catalogue.map(({ system }) => system.title);
  expect(promised.filter(title => !titles.includes(title))).toEqual([]);
  expect(new Set(titles).size).toBe(titles.length);
  expect(promised).toHaveLength(25);
});

interface Fact {
  claim: string;
  source: string;
}

function named(word: string, list: readonly { source: string }[] = []): Fact[] {
  return list.map(({ source, ...fact }) => ({ claim: `${word} ${JSON.stringify(fact)}`, source }));
}

function grouped(word: string, lists: Record<string, { source: string }[]> = {}): Fact[] {
  return Object.entries(lists).flatMap(([name, list]) => named(`${word}${name}`, list));
}

/** By what a system is recognised. */
function marksOf(system: System): Fact[] {
  return [
    ...Object.values(system.marks ?? {}).flatMap(marks => named('mark', marks)),
    ...named('reference', system.references),
    ...named('writer', system.identities),
    ...named('field manager', system.field_managers),
    ...grouped('node ', system.nodes),
    ...grouped('', system.intents),
  ];
}

test('every fact has a source, in a repository that the system names', () => {
  const facts = catalogue.flatMap(({ name, system }) => {
    const repositories = system.sources.map(source => source.split('@', 1)[0]);
    const facts = [
      ...marksOf(system),
      ...named('kinds', system.kinds),
      ...named('role', system.roles),
      ...named('placement', system.placements),
      ...named('read', system.reads),
      ...named('capability', system.capabilities),
    ];
    return facts.map(fact => ({ ...fact, name, repositories }));
  });
  const unknown = facts.filter(({ source, repositories }) => {
    if (/^(https:\/\/\S+|recorded: .+)$/.test(source)) return false;
    const [first, ...rest] = source.split(' ');
    return rest.length > 0 && !repositories.includes(first);
  });
  expect(unknown).toEqual([]);
  expect(facts.length).toBeGreaterThan(250);
});

test('a system that is no longer developed has a source for that', () => {
  const gone = catalogue.filter(({ system }) => system.lifecycle !== 'active');
  expect(gone.filter(({ system }) => system.lifecycle_source === undefined)).toEqual([]);
  expect(gone.map(({ name }) => name)).toEqual(['hashicorp_nomad', 'kubefed', 'tensile_kube']);
});

test('no two systems claim the same mark, writer, node, wish or kind', () => {
  const claims = catalogue.flatMap(({ name, system }) => [
    ...marksOf(system).map(({ claim }) => ({ claim, name })),
    ...(system.kinds ?? []).flatMap(typesOf).map(type => ({ claim: type, name })),
  ]);
  const claimants = Map.groupBy(claims, ({ claim }) => claim);
  const disputed = [...claimants].filter(([, all]) => new Set(all.map(({ name }) => name)).size > 1);
  expect(disputed.map(([claim, all]) => ({ claim, by: all.map(({ name }) => name) }))).toEqual([]);
  expect(claimants.size).toBeGreaterThan(300);
});

test('kinds and groups that one section names are among the kinds of the system', () => {
  const strangers = catalogue.flatMap(({ name, system }) => {
    const known = new Set((system.kinds ?? []).flatMap(entry => [entry.group, ...typesOf(entry)]));
    const used = [
      ...(system.placements ?? []).flatMap(typesOf),
      ...(system.intents?.kinds ?? []).map(({ group, kind }) => `${group}/${kind}`),
      ...(system.roles ?? []).flatMap(role => role.all.flatMap(seen => ('api_group' in seen ? [seen.api_group] : []))),
    ];
    return used.filter(type => !known.has(type)).map(type => `${name}: ${type}`);
  });
  expect(strangers).toEqual([]);
});

function typesOf(entry: { group: string; kinds?: string[]; kind_prefix?: string }): string[] {
  return (entry.kinds ?? [`${entry.kind_prefix ?? ''}*`]).map(kind => `${entry.group}/${kind}`);
}

test('a system without marks of its own names one that has some', () => {
  const borrowed = catalogue.flatMap(({ system }) => system.marked_as ?? []);
  expect(borrowed).toEqual(['azure_aci']);
  expect(catalogue.find(({ name }) => name === 'azure_aci')?.system.nodes).toBeDefined();
});

test('each controller has one entry, with a source in a repository', async () => {
  const { known, reads } = await readControllers(
    join(import.meta.dirname, '../../policies/fleet/catalogue/controllers/data.yaml'),
  );
  expect(new Set(known.map(({ user }) => user)).size).toBe(known.length);
  expect(known.filter(({ source }) => !/^[\w.-]+\/[\w.-]+ \S+/.test(source))).toEqual([]);
  expect(reads.map(({ group, kind }) => `${group}/${kind}`).toSorted()).toEqual(
    known.flatMap(each => each.of).toSorted(),
  );
});

test('each kind of workload says where its pods are, by a file of a repository', async () => {
  const { kinds } = await readPodTemplates(
    join(import.meta.dirname, '../../policies/fleet/catalogue/pod_templates/data.yaml'),
  );
  const entries = Object.entries(kinds);
  expect(entries.filter(([, { source }]) => !/^[\w.-]+\/[\w.-]+ \S+$/.test(source))).toEqual([]);
  // The rules follow two stars at most.
  const paths = entries.flatMap(([, kind]) =>
    'template' in kind ? [kind.template] : [...(kind.templates ?? []), ...(kind.parts ?? []).map(({ path }) => path)],
  );
  expect(paths.filter(path => path.filter(step => step === '*').length > 2)).toEqual([]);
  expect(entries.length).toBeGreaterThan(60);
});

const example = {
  title: 'Example',
  description: 'An example.',
  category: 'federation',
  lifecycle: 'active',
  sources: ['example/example@1a2b3c4'],
};

test.each([
  { what: 'an unknown section', extra: { mark: {} }, says: 'must NOT have additional properties (mark)' },
  {
    what: 'a fact without a source',
    extra: { identities: [{ user: 'a' }] },
    says: "must have required property 'source'",
  },
  {
    what: 'a label that no object can bear',
    extra: { nodes: { labels: [{ key: 'Example.org/type', value: 'virtual', source: 'a.go' }] } },
    says: '/nodes/labels/0/key must match pattern',
  },
  {
    what: 'a group that no server can serve',
    extra: { intents: { kinds: [{ group: 'example.org/v1', kind: 'Offloading', source: 'a.go' }] } },
    says: '/intents/kinds/0/group must match pattern',
  },
  {
    what: 'a kind in the plural',
    extra: {
      kinds: [{ group: 'example.org', kinds: ['offloadings'], versions: ['v1'], scope: 'Cluster', source: 'a' }],
    },
    says: '/kinds/0/kinds/0 must match pattern',
  },
])('$what is refused with its file and path', async ({ extra, says }) => {
  const file = await writeData({ ...example, ...extra });
  await expect(readSystem(file)).rejects.toThrow(says);
  await expect(readSystem(file)).rejects.toThrow(file);
  await writeFile(file, stringify(example));
  expect(await readSystem(file)).toEqual(example);
});

test.each([
  { what: 'neither a template nor a part', kind: {}, says: '/kinds/apps~1Web must match' },
  { what: 'one template and several', kind: { template: [], templates: [[]] }, says: '(templates)' },
  { what: 'an unknown field', kind: { template: [], named: 'group' }, says: '(named)' },
])('a kind of workload with $what is refused with its file and path', async ({ kind, says }) => {
  const file = await writeData({ kinds: { 'apps/Web': { ...kind, source: 'example/example api/types.go' } } });
  await expect(readPodTemplates(file)).rejects.toThrow(says);
});

const rollouts = {
  user: 'system:serviceaccount:argo-rollouts:argo-rollouts',
  of: ['argoproj.io/Rollout'],
  source: 'argoproj/argo-rollouts manifests/base',
};

test.each([
  {
    what: 'a user that is no account',
    extra: { user: 'argo-rollouts' },
    says: '/known/0/user must match pattern',
  },
  { what: 'a kind without its group', extra: { of: ['Rollout'] }, says: '/known/0/of/0 must match pattern' },
  { what: 'no kind', extra: { of: [] }, says: '/known/0/of must NOT have fewer than 1 items' },
  { what: 'no source', extra: { source: '' }, says: '/known/0/source must NOT have fewer than 1 characters' },
  { what: 'an unknown field', extra: { kinds: [] }, says: 'must NOT have additional properties (kinds)' },
])('a controller with $what is refused with its file and path', async ({ extra, says }) => {
  const reads = [
    {
      into: 'owners',
      group: 'argoproj.io',
      version: 'v1',
      resource: 'rollouts',
      kind: 'Rollout',
      by: ['makers'],
      source: 'a',
    },
  ];
  const file = await writeData({ known: [{ ...rollouts, ...extra }], reads });
  await expect(readControllers(file)).rejects.toThrow(says);
  await writeFile(file, stringify({ known: [rollouts], reads }));
  expect(await readControllers(file)).toEqual({ known: [rollouts], reads });
});

async function writeData(data: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'data.yaml');
  await writeFile(file, stringify(data));
  return file;
}
