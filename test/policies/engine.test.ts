import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compilePolicy } from '../../tools/rego/compile-policy.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { readSamples } from './sample.ts';

const [sample] = readSamples();
if (sample === undefined) throw new Error('there are no samples');
const { input } = sample;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-engine-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Builds a policy whose decision is the given Rego, and answers the folder of its policy.wasm. */
async function policyWith(name: string, rego: string): Promise<URL> {
  const source = join(folder, name, 'source');
  await mkdir(source, { recursive: true });
  const rest =
    'mutation := {}\n\nrules := []\n\nwords := {}\n\nfacts := {}\n\nworkloads := {}\n\nexemption_status := {}\n\nreads := []\n\nlookup := input.cluster\n\nindex := {"pets": ["cat"]}\n\nadmission_policies := {}\n\ncontents := {"kinds": {}, "plain": []}\n\nsources := {}\n\njudged_kinds := []\n\nmatch_conditions := []\n\nhealth_lists := []\n\nproblems := []\n\nfleet_problems := []\n\nnotes := []\n\nserved_apis := []\n';
  await writeFile(join(source, 'main.rego'), `package fleet.main\n\n${rego}\n\n${rest}`);
  await compilePolicy(source, join(folder, name));
  return pathToFileURL(`${join(folder, name)}/`);
}

test('a policy that is not there is named', async () => {
  await expect(loadEngine(pathToFileURL(`${folder}/nowhere/`))).rejects.toMatchObject({
    name: 'EngineError',
    code: 'POLICY_MISSING',
    message: `${folder}/nowhere/policy.wasm cannot be read: ENOENT: no such file or directory, open '${folder}/nowhere/policy.wasm'`,
  });
});

test('a policy that is no Wasm module is refused', async () => {
  const place = await policyWith('broken', 'decision := {"allowed": true, "findings": []}');
  await writeFile(new URL('policy.wasm', place), 'not a module');
  await expect(loadEngine(place)).rejects.toMatchObject({ code: 'POLICY_INVALID' });
});

test('data that is no JSON is refused', async () => {
  const place = await policyWith('broken-data', 'decision := {"allowed": true, "findings": []}');
  await writeFile(new URL('data.json', place), '{');
  await expect(loadEngine(place)).rejects.toMatchObject({ code: 'POLICY_INVALID' });
});

test('functions that nobody provides are found when the policy is loaded, not when a rule gets there', async () => {
  const place = await policyWith('needs-clock', 'decision := {"allowed": true, "findings": [], "at": time.now_ns()}');
  await expect(loadEngine(place)).rejects.toMatchObject({
    code: 'BUILTIN_MISSING',
    message: `${folder}/needs-clock/policy.wasm calls functions that nobody provides: time.now_ns`,
  });
});

test.each([
  { what: 'an undefined decision', rego: 'decision := "yes" if input.nothing' },
  { what: 'a decision of another shape', rego: 'decision := {"allowed": "yes"}' },
  { what: 'an empty decision', rego: 'decision := {}' },
])('$what is an error, never an allow', async ({ what, rego }) => {
  const engine = await loadEngine(await policyWith(what.replaceAll(' ', '-'), rego));
  expect(() => engine.decide(input)).toThrow(expect.objectContaining({ name: 'EngineError', code: 'RESULT_INVALID' }));
});

test('an evaluation that fails is an error, and the next one works', async () => {
  const rego = [
    'decision := {"allowed": true, "findings": []}',
    'decision := {"allowed": false, "findings": []} if input.name == "conflict"',
  ].join('\n\n');
  const engine = await loadEngine(await policyWith('conflict', rego));
  const failing = () => engine.decide({ ...input, name: 'conflict' });
  expect(failing).toThrow(expect.objectContaining({ name: 'EngineError', code: 'EVALUATION_FAILED' }));
  expect(engine.decide(input)).toEqual({ allowed: true, findings: [] });
});

test('objects that are no JSON are an error, never an allow', async () => {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  for (const text of ['', '{', '{"kind":tru}', '[}', '{"kind":"\\ud83d"}']) {
    const texts = { object: [Buffer.from(text)], oldObject: [Buffer.from('null')] };
    expect(() => engine.decide(input, [], texts)).toThrow(EngineError);
    expect(() => engine.mutate(input, texts)).toThrow(EngineError);
  }
});

test('managed fields are not judged, and the input stays as it was', async () => {
  const rego =
    'decision := {"allowed": not_managed, "findings": []}\n\ndefault not_managed := true\n\nnot_managed := false if input.object.metadata.managedFields';
  const engine = await loadEngine(await policyWith('managed', rego));
  const managed = { ...input, object: { kind: 'ConfigMap', metadata: { name: 'a', managedFields: [{}] } } };
  expect(engine.decide(managed).allowed).toBe(true);
  expect(managed.object.metadata.managedFields).toEqual([{}]);
});

test('facts are those of each call, also when they change', async () => {
  const rego = 'decision := {"allowed": data.cluster.owner == "payments", "findings": []}';
  const engine = await loadEngine(await policyWith('facts', rego));
  const [payments, retail] = [{ owner: 'payments' }, { owner: 'retail' }];
  const allowed = [payments, retail, payments, payments].map(cluster => engine.decide({ ...input, cluster }).allowed);
  expect(allowed).toEqual([true, false, true, true]);
});

test('exemptions are those of each call, and none where the call has none', async () => {
  const rego =
    'decision := {"allowed": allowed, "findings": []}\n\ndefault allowed := false\n\nallowed if data.exemptions[0].metadata.name == "cart"';
  const engine = await loadEngine(await policyWith('exemptions', rego));
  const [cart, shop] = [[{ metadata: { name: 'cart' } }], [{ metadata: { name: 'shop' } }]];
  const allowed = [cart, shop, cart].map(exemptions => engine.decide({ ...input, exemptions }).allowed);
  expect([...allowed, engine.decide(input).allowed]).toEqual([true, false, true, false]);
});

test('times are counted as opa counts them, and what is no time is undefined and no failure', async () => {
  const rego = [
    'decision := {"allowed": allowed, "findings": []}',
    'default allowed := false',
    'allowed if time.parse_rfc3339_ns(input.now) == 1798718400000000000',
  ].join('\n\n');
  const engine = await loadEngine(await policyWith('times', rego));
  const times = [
    '2026-12-31T12:00:00Z',
    '2026-12-31T13:00:00.000+01:00',
    '2026-12-31T12:00:01Z',
    '2026-12-32T12:00:00Z',
  ];
  const allowed = times.map(now => engine.decide({ ...input, now }).allowed);
  expect(allowed).toEqual([true, true, false, false]);
});

test('facts are arranged for looking up once, and lie beside the data so', async () => {
  const rego = 'decision := {"allowed": data.cluster == {"owner": "payments", "claims": []}, "findings": []}';
  const engine = await loadEngine(await policyWith('lookup', rego));
  const claim = { namespace: 'shop', name: 'carts', accessModes: [] };
  const allowed = [{ owner: 'payments', claims: [] }, { claims: [claim] }].map(
    cluster => engine.decide({ ...input, cluster }).allowed,
  );
  expect(allowed).toEqual([true, false]);
});

test('the index of the systems lies beside the data, too', async () => {
  const rego = 'decision := {"allowed": data.index.pets == ["cat"], "findings": []}';
  const engine = await loadEngine(await policyWith('index', rego));
  expect(engine.decide(input).allowed).toBe(true);
});
