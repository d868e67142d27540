import { beforeEach, expect, test } from 'vitest';
import type { Config } from '../config.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { defaultLimits } from '../flow-control/limits.ts';
import { policyReloader, type Part } from './reload-policy.ts';
import type { LoadedRules, Policy } from './policy.ts';

/** Returns rules with these ids that evaluate nothing. */
function rulesOf(digest: string, ...names: string[]): LoadedRules {
  const fail = (): never => {
    throw new EngineError('EVALUATION_FAILED', 'nothing is judged here');
  };
  const engine = {
    decide: fail,
    mutate: fail,
    rules: () => names,
    ruleMetadata: fail,
    samples: fail,
    reads: fail,
    admissionPolicies: fail,
    readFacts: fail,
    readFactsInSteps: fail,
    healthLists: fail,
    problems: fail,
    fleetProblems: fail,
    sources: fail,
    ownRules: fail,
    exemptionStates: fail,
    reviewedKinds: fail,
    matchConditions: fail,
    notes: fail,
    servedApis: fail,
    memory: fail,
  };
  const evaluator = { decide: fail, open: fail, close: fail };
  return { engine, evaluator, digest, signedBy: undefined, loadedAt: new Date(0) };
}

const first = rulesOf('sha256:1', 'no-pets');
const config: Config = {
  listen: { host: '::', port: 8443 },
  certificate: { cert: 'c', key: 'k' },
  cluster: { name: 'eu-1', fleet: 'acme', owner: 'payments' },
  limits: defaultLimits,
  settings: {},
};

/** Content of the files now; an error where they cannot be read. */
let files: { config: Config | Error; rules: LoadedRules | Error };
let taken: Policy[];
let changes: Part[];
let retired: string[];
let refusals: [Part, string][];
let skipped: string[];
let stale: string[];
let reloader: ReturnType<typeof policyReloader>;

beforeEach(() => {
  files = { config, rules: first };
  [taken, changes, retired, refusals, skipped, stale] = [[], [], [], [], [], []];
  reloader = reloaderFrom(first);
});

/** Returns the reloader of a process that started with these rules. */
function reloaderFrom(rules: LoadedRules): ReturnType<typeof policyReloader> {
  return policyReloader(
    { config, policy: { ...rules, settings: {}, skipped: [] } },
    {
      readConfig: () => outOf(files.config),
      loadRules: () => outOf(files.rules),
      onChange: (policy, changed) => {
        taken.push(policy);
        changes.push(changed);
      },
      onRetired: ({ digest }) => retired.push(digest),
      onRefused: (part, problem) => refusals.push([part, problem]),
      onSkipped: problem => skipped.push(problem),
      onStale: key => stale.push(key),
    },
  );
}

async function outOf<Value>(value: Value | Error): Promise<Value> {
  return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
}

/** Reloads twice, so that a message of each reload occurs twice. */
async function reloadTwice(): Promise<void> {
  await reloader.reload();
  await reloader.reload();
}

const withSettings = (settings: Config['settings']): Config => ({ ...config, settings });

test('other settings are taken up, and the rules stay', async () => {
  files.config = withSettings({ rules: { 'no-pets': 'warn' } });
  await reloadTwice();
  expect(taken).toEqual([{ ...first, settings: { rules: { 'no-pets': 'warn' } }, skipped: [] }]);
  expect(taken[0]?.engine).toBe(first.engine);
  expect(changes).toEqual(['settings']);
  expect(refusals).toEqual([]);
});

const noCats = 'rules.no-cats is no rule; there are: no-pets';

test('an entry for a rule that is still to come is skipped, told once, and counts when the rule is there', async () => {
  files.config = withSettings({ rules: { 'no-cats': 'warn', 'no-pets': 'audit' } });
  await reloadTwice();
  expect(taken).toEqual([{ ...first, settings: { rules: { 'no-pets': 'audit' } }, skipped: [noCats] }]);
  expect([skipped, refusals, reloader.refused()]).toEqual([[noCats], [], []]);
  const next = rulesOf('sha256:2', 'no-pets', 'no-cats');
  files.rules = next;
  await reloadTwice();
  expect(taken.slice(1)).toEqual([
    { ...next, settings: { rules: { 'no-cats': 'warn', 'no-pets': 'audit' } }, skipped: [] },
  ]);
  files.config = withSettings({ rules: { 'no-dogs': 'warn' } });
  await reloadTwice();
  expect(skipped).toEqual([noCats, 'rules.no-dogs is no rule; there are: no-pets, no-cats']);
});

test('an entry that is skipped from the start is told at the first reload', async () => {
  const settings = { rules: { 'no-cats': 'warn' } };
  files.config = withSettings(settings);
  await reloader.reload();
  expect(skipped).toEqual([noCats]);
});

test('while a bundle is awaited no setting is told to be of no rule', async () => {
  const awaited = rulesOf('', 'no-pets');
  reloader = reloaderFrom(awaited);
  files = { config: withSettings({ rules: { 'no-cats': 'warn', 'no-dogs': 'off' } }), rules: new Error('not there') };
  await reloadTwice();
  expect(taken).toEqual([{ ...awaited, settings: { rules: {} }, skipped: [] }]);
  expect(skipped).toEqual([]);
  files.rules = rulesOf('sha256:2', 'no-cats');
  await reloadTwice();
  expect(skipped).toEqual(['rules.no-dogs is no rule; there are: no-cats']);
  expect(changes).toEqual(['settings', 'bundle']);
});

test('rules are retired when others are taken', async () => {
  files.rules = rulesOf('sha256:2', 'no-pets');
  await reloadTwice();
  expect(retired).toEqual(['sha256:1']);
  files.rules = rulesOf('sha256:3', 'no-cats');
  await reloadTwice();
  expect(retired).toEqual(['sha256:1', 'sha256:2']);
  expect(taken.map(({ digest }) => digest)).toEqual(['sha256:2', 'sha256:3']);
});

test('rules that lack what the settings name are taken, and the entry is skipped', async () => {
  files.config = withSettings({ rules: { 'no-pets': 'warn' } });
  files.rules = rulesOf('sha256:2', 'no-cats');
  await reloadTwice();
  expect(taken).toMatchObject([{ digest: 'sha256:2', settings: {} }]);
  expect(skipped).toEqual(['rules.no-pets is no rule; there are: no-cats']);
});

test('a broken bundle is told once, and settings can be changed meanwhile', async () => {
  files.rules = new EngineError('POLICY_INVALID', 'own.tar.gz is no bundle');
  await reloadTwice();
  files.config = withSettings({ rules: { 'no-pets': 'off' } });
  await reloadTwice();
  expect(taken).toEqual([{ ...first, settings: { rules: { 'no-pets': 'off' } }, skipped: [] }]);
  expect(refusals).toEqual([['bundle', 'own.tar.gz is no bundle']]);
  expect(reloader.refused()).toEqual(['bundle']);
  files.rules = first;
  await reloadTwice();
  expect(reloader.refused()).toEqual([]);
  files.rules = new EngineError('POLICY_INVALID', 'own.tar.gz is no bundle');
  await reloadTwice();
  expect(refusals).toHaveLength(2);
});

test('a configuration that cannot be read changes nothing', async () => {
  files = { config: new Error('config.yaml: the file must be object'), rules: rulesOf('sha256:2') };
  await reloadTwice();
  expect(taken).toEqual([]);
  expect(refusals).toEqual([['settings', 'config.yaml: the file must be object']]);
});

test('what is read only at the start is told', async () => {
  files.config = { ...config, listen: { host: '::', port: 443 }, drainSeconds: 5 };
  await reloadTwice();
  expect(stale).toEqual(['listen', 'drainSeconds']);
  expect(taken).toEqual([]);
});
