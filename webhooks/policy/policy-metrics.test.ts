import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import type { Part } from './reload-policy.ts';
import { policyMetrics } from './policy-metrics.ts';

test('the rules that are judged by are shown, and what is refused meanwhile', async () => {
  const registry = new Registry();
  const loadedAt = new Date('2026-11-23T00:00:00Z');
  let policy: { digest: string; signedBy: string | undefined; loadedAt: Date; skipped: string[] };
  policy = { digest: 'sha256:1', signedBy: undefined, loadedAt, skipped: [] };
  let refused: Part[] = [];
  const count = policyMetrics(registry, {
    policy: () => policy,
    refused: () => refused,
    now: () => new Date('2026-11-23T00:01:30Z'),
  });
  const shown = async () => (await registry.metrics()).split('\n').filter(line => line !== '' && !line.startsWith('#'));
  expect(await shown()).toEqual([
    'kubectl_fleet_bundle_info{digest="sha256:1",signed_by=""} 1',
    'kubectl_fleet_bundle_age_seconds 90',
    'kubectl_fleet_policy_refused{part="bundle"} 0',
    'kubectl_fleet_policy_refused{part="settings"} 0',
    'kubectl_fleet_settings_skipped 0',
    'kubectl_fleet_bundle_load_failures_total 0',
    'kubectl_fleet_settings_load_failures_total 0',
  ]);
  policy = { digest: 'sha256:2', signedBy: 'platform', loadedAt, skipped: ['rules.no-pets is no rule'] };
  refused = ['bundle'];
  count('bundle');
  expect(await shown()).toEqual([
    'kubectl_fleet_bundle_info{digest="sha256:2",signed_by="platform"} 1',
    'kubectl_fleet_bundle_age_seconds 90',
    'kubectl_fleet_policy_refused{part="bundle"} 1',
    'kubectl_fleet_policy_refused{part="settings"} 0',
    'kubectl_fleet_settings_skipped 1',
    'kubectl_fleet_bundle_load_failures_total 1',
    'kubectl_fleet_settings_load_failures_total 0',
  ]);
});

test('while a bundle is awaited there are no rules to show', async () => {
  const registry = new Registry();
  policyMetrics(registry, {
    policy: () => ({ digest: '', signedBy: undefined, loadedAt: new Date(0), skipped: [] }),
    refused: () => ['bundle'],
    now: () => new Date(90_000),
  });
  const shown = await registry.metrics();
  expect(shown).not.toContain('kubectl_fleet_bundle_info{');
  expect(shown).toContain('kubectl_fleet_policy_refused{part="bundle"} 1');
});
