import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ClusterFacts } from '../../policies/facts/cluster-facts.ts';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import type { Changes } from '../../policies/review/mutation.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { fleet } from '../e2e/plugin.ts';
import { textOf } from '../repo/source-files.ts';
import { readSamples, type RuleSample } from '../policies/sample.ts';
import { ask, write } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import type { Reply } from '../testbed/cluster/send.ts';
import { sendSample, writerOf, writers } from './admission-policies/send-sample.ts';
import { serve } from './admission-policies/served-kinds.ts';

/**
 * Judges the samples of every rule by the rules, and by their admission policies in a real API
 * server. Policies apply to a whole cluster, so the test has a cluster of its own.
 */

const facts: ClusterFacts = { name: 'eu-1', fleet: 'acme', owner: 'payments' };
/** The settings of the samples that have settings. */
const settings: Settings = { owners: { shop: { groups: ['shop-team'] } } };
const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const { without } = engine.admissionPolicies({ cluster: facts, settings });
const objects = readSamples().filter(({ input }) => input.subResource === '');
const isJudgedHere = ({ input }: RuleSample): boolean =>
  [{}, settings].some(those => isDeepStrictEqual(input.settings, those));
const samples = objects.filter(isJudgedHere);
const rulesWithTwin = engine.rules().filter(id => !without.some(({ rule }) => rule === id));

/** Samples that this API server does not take, even with the missing fields added. */
const neverTaken = [
  // Kubernetes 1.37 does not serve the apiVersion, or checks the content of the kind.
  'api_served/samples/allow_beta_that_may_be_switched_on.yaml',
  'api_served/samples/allow_new_version_for_unknown_cluster.yaml',
  'api_served/samples/allow_still_served.yaml',
  'api_served/samples/deny_alpha_that_the_target_gave_up.yaml',
  'api_served/samples/deny_removed.yaml',
  'api_served/samples/deny_removed_without_successor.yaml',
  'api_served/samples/warn_alpha_that_no_kubernetes_serves.yaml',
  'api_served/samples/warn_version_of_cluster_unknown.yaml',
  // The Deployment that made the object does not exist, and the garbage collector usually deletes
  // the object first.
  'no_manual_edit/samples/allow_replica_set_of_a_copy.yaml',
  // They name a resource claim and a service account that do not exist.
  'virtual_node_capabilities/samples/allow_nothing_of_the_host_on_fargate.yaml',
  'virtual_node_capabilities/samples/warn_service_account_by_annotation_of_admiralty.yaml',
];

const Stored = Type.Object({
  metadata: Type.Object({ annotations: Type.Optional(Type.Record(Type.String(), Type.String())) }),
});
const Status = Type.Object({ kind: Type.Literal('Status'), message: Type.String() });
const isObject = validatorOf(KubernetesObject);
const isStored = validatorOf(Stored);
const isStatus = validatorOf(Status);

let cluster: Cluster;
let exported: ProgramAnswer;
const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-admission-policies-'));
beforeAll(async () => {
  cluster = await startCluster({ name: 'admission-policies' });
  const kinds = samples.map(({ input: { kind, namespace } }) => ({ ...kind, namespaced: namespace !== '' }));
  await serve(cluster, kinds);
  const there = ['', 'default', 'kube-system'];
  for (const namespace of new Set(samples.map(({ input }) => input.namespace).filter(name => !there.includes(name)))) {
    await write(cluster, 'POST', '/api/v1/namespaces', { metadata: { name: namespace } });
  }
  await kubectl(cluster, [
    'create',
    'clusterrolebinding',
    'writers',
    '--clusterrole=cluster-admin',
    `--group=${writers}`,
  ]);
  const [factsFile, settingsFile] = [join(folder, 'facts.yaml'), join(folder, 'settings.yaml')];
  await writeFile(factsFile, JSON.stringify(facts));
  await writeFile(settingsFile, JSON.stringify(settings));
  exported = await fleet('', `policy export vap --cluster-facts ${factsFile} --settings ${settingsFile}`);
  const applied = await kubectl(cluster, ['apply', '-f', '-'], { input: exported.stdout });
  expect(applied).toMatchObject({ exitCode: 0, stderr: '' });
  await untilInForce();
});
afterAll(async () => {
  await cluster.stop();
  await rm(folder, { recursive: true });
});

test('each rule that sees nothing but the request has an admission policy, or says why it has none', () => {
  expect(rulesWithTwin).toEqual(['no-archived-federation', 'ownership-claimed', 'ownership-protected']);
  expect(without).toContainEqual({ rule: 'no-federated-stateful', reason: 'needs to see claims, workloads' });
  expect(without).not.toContainEqual(expect.objectContaining({ reason: 'has no admission_policy.rego' }));
  expect(textOf('docs/reference/admission-policies.md')).toContain(`> policies.yaml\n${exported.stderr}`);
});

test('all samples are judged but those with settings of their own', () => {
  const others = objects.filter(sample => !isJudgedHere(sample));
  expect(others.map(({ file }) => file.replace(/.*\/rules\//, ''))).toEqual([
    'no_manual_edit/samples/deny_where_settings_say_so.yaml',
    'ownership_claimed/samples/deny_where_settings_say_so.yaml',
    'ownership_claimed/samples/warn_owner_given_to_others.yaml',
    'ownership_protected/samples/warn_where_settings_say_so.yaml',
    'ownership_required/samples/allow_owner_of_namespace.yaml',
  ]);
});

test('what a controller creates by itself is not annotated, and what it never creates is', async () => {
  const controller = ['--as=system:serviceaccount:kube-system:replicaset-controller', `--as-group=${writers}`];
  const annotationsOf = async (kind: string, groups: readonly string[]): Promise<string> => {
    const members = groups.map(group => `--as-group=${group}`);
    const words = [
      'create',
      kind,
      'made',
      '--image=none',
      '--dry-run=server',
      '-o',
      'jsonpath={.metadata.annotations}',
    ];
    const run = kind === 'pod' ? ['run', 'made', ...words.slice(3)] : words;
    const { stdout, stderr, exitCode } = await kubectl(cluster, [...run, ...controller, ...members]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    return stdout;
  };
  const accounts = ['system:serviceaccounts:kube-system'];
  expect(await annotationsOf('pod', accounts)).toBe('');
  expect(await annotationsOf('pod', [])).toContain('kubectl-fleet.io/owned-by');
  expect(await annotationsOf('deployment', accounts)).toContain('kubectl-fleet.io/owned-by');
});

test('rules and admission policies agree on every sample that the API server takes', async () => {
  const disagreements: unknown[] = [];
  const notTaken: { file: string; answer: string }[] = [];
  for (const { file, input } of samples) {
    const reply = await sendSample(cluster, input);
    const verdict = reply && verdictOf(reply);
    if (reply === undefined || verdict === undefined) {
      notTaken.push({ file, answer: reply?.body ?? 'no such kind' });
      continue;
    }
    const seen = await asSeen(input);
    const isTaken = reply.status < 300;
    const policy = { verdict, changed: isTaken ? changesOf(reply, seen) : {} };
    const rule = { verdict: verdictOfRules(seen), changed: isTaken ? engine.mutate(seen).annotations : {} };
    if (!isDeepStrictEqual(policy, rule)) disagreements.push({ file, policy, rule });
  }
  expect(disagreements).toEqual([]);
  expect(notTaken.filter(({ file }) => !neverTaken.some(sample => file.endsWith(sample)))).toEqual([]);
  expect(samples.length - notTaken.length).toBeGreaterThan(250);
});

function verdictOfRules(input: ReviewInput): string[] {
  const findings = engine
    .decide(input)
    .findings.filter(({ rule, action }) => rulesWithTwin.includes(rule) && action !== 'audit');
  return [...new Set(findings.map(({ rule, action }) => `${rule}=${action}`))].toSorted();
}

/**
 * Returns the input of the rules for a sample that was sent here: this user, this cluster, this
 * namespace.
 */
async function asSeen(input: ReviewInput): Promise<ReviewInput> {
  const { body } = await ask(cluster, `/api/v1/namespaces/${input.namespace}`);
  const read: unknown = JSON.parse(body);
  const namespaceObject = input.namespace !== '' && isObject(read) ? read : null;
  return { ...input, namespaceObject, cluster: facts, settings, userInfo: writerOf(input) };
}

/**
 * Lists rules with their effect, e.g. explicit-placement=warn. Returns undefined when the API
 * server refused the object for a reason of its own.
 */
function verdictOf({ status, headers, body }: Reply): string[] | undefined {
  const warned = [headers['warning'] ?? []]
    .flat()
    .flatMap(text => rulesIn(text))
    .map(rule => `${rule}=warn`);
  if (status < 300) return [...new Set(warned)].toSorted();
  const said: unknown = JSON.parse(body);
  const denied = rulesIn(isStatus(said) ? said.message : '').map(rule => `${rule}=deny`);
  return denied.length === 0 ? undefined : [...new Set([...denied, ...warned])].toSorted();
}

function rulesIn(text: string): string[] {
  return [...text.matchAll(/ValidatingAdmissionPolicy '([a-z-]+?)(-before|-advice)?\.kubectl-fleet\.io'/g)].map(
    ([, rule = '']) => rule,
  );
}

/**
 * Annotations of kubectl fleet that changed on the way into the API server; null for a removed one.
 */
function changesOf({ body }: Reply, { object }: ReviewInput): Changes {
  const [before, after] = [annotationsOf(object), annotationsOf(JSON.parse(body))];
  const keys = Object.keys({ ...before, ...after }).filter(key => key.startsWith('kubectl-fleet.io/'));
  const changed = keys.filter(key => before[key] !== after[key]);
  return Object.fromEntries(changed.map(key => [key, after[key] ?? null]));
}

function annotationsOf(object: unknown): Record<string, string> {
  return isStored(object) ? (object.metadata.annotations ?? {}) : {};
}

/** A policy takes effect some moments after its creation. */
async function untilInForce(): Promise<void> {
  const inputOf = (rule: string, verdict: string) =>
    samples.find(one => one.rule === rule && one.verdict === verdict)?.input;
  const [archived, owned] = [inputOf('no-archived-federation', 'warn'), inputOf('no-archived-federation', 'allow')];
  if (archived === undefined || owned === undefined)
    throw new Error('no sample shows that the admission policies are in force');
  await until('the admission policies are in force', async () => {
    const warned = await sendSample(cluster, archived);
    const annotated = await sendSample(cluster, owned);
    const isSeen = warned?.headers['warning'] !== undefined && annotated?.body.includes('kubectl-fleet.io/cluster');
    return isSeen === true ? true : undefined;
  });
}
