import { expect, test } from 'vitest';
import { appWith, mutatesNothing, post, reviewOf } from '../app.fixture.ts';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { createMetrics } from '../metrics/metrics.ts';

const engineThatFinds = (...findings: ReturnType<typeof findingOf>[]) => ({
  mutate: mutatesNothing,
  decide: () => ({ allowed: findings.every(({ action }) => action !== 'deny'), findings }),
});

test('an object in which nothing is found is allowed, and the log keeps silent', async () => {
  const { app, lines } = appWith();
  const answer = await post(app, '/validate', reviewOf());
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.json()).toEqual({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid: 'c0ffee', allowed: true, auditAnnotations: { policy: 'sha256:c0ffee' } },
  });
  expect(lines).toEqual([]);
});

test('a denial is logged with who, what and which rules, and nothing of the object', async () => {
  const { app, lines } = appWith({ engine: engineThatFinds(findingOf({ message: 'hunter2 is weak' })) });
  const object = { metadata: { name: 'cart' }, data: { password: 'hunter2' } };
  expect((await post(app, '/validate', reviewOf({ object }))).json()).toMatchObject({ response: { allowed: false } });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('hunter2');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'validate: deny',
    uid: 'c0ffee',
    operation: 'CREATE',
    kind: 'apps/v1/Deployment',
    object: 'shop/cart',
    user: 'ann',
    dryRun: false,
    decision: 'deny',
    rules: ['no-pets=deny'],
  });
});

test('what only the ceiling keeps from a denial is logged and counted by its rule', async () => {
  const metrics = createMetrics();
  const held = findingOf({ action: 'warn', wouldDeny: true });
  const engine = engineThatFinds(held, { ...held, path: 'metadata' }, findingOf({ rule: 'be-kind', action: 'warn' }));
  const { app, lines } = appWith({ engine, metrics });
  await post(app, '/validate', reviewOf({ dryRun: true }));
  await post(app, '/validate', reviewOf());
  await post(app, '/validate', reviewOf());
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    decision: 'warn',
    rules: ['no-pets=warn', 'be-kind=warn'],
    wouldDeny: ['no-pets'],
  });
  const shown = await metrics.registry.getSingleMetricAsString('kubectl_fleet_would_deny_total');
  expect(shown.split('\n').filter(line => !line.startsWith('#'))).toEqual([
    'kubectl_fleet_would_deny_total{policy="no-pets"} 2',
  ]);
});

test('a finding that the ceiling does not touch is not logged as one that would deny', async () => {
  const { app, lines } = appWith({ engine: engineThatFinds(findingOf({ action: 'warn' })) });
  await post(app, '/validate', reviewOf());
  expect(lines[0]).not.toContain('wouldDeny');
});

test('a controller that tries again is one violation, a dry run is none', async () => {
  const metrics = createMetrics();
  const { app } = appWith({ engine: engineThatFinds(findingOf()), metrics });
  await post(app, '/validate', reviewOf({ dryRun: true }));
  await post(app, '/validate', reviewOf());
  await post(app, '/validate', reviewOf());
  const exposition = await metrics.registry.metrics();
  const counted = exposition
    .split('\n')
    .filter(line => /^kubectl_fleet_(findings|admission_requests)_total/.test(line));
  expect(counted).toEqual([
    'kubectl_fleet_admission_requests_total{webhook="validate",operation="CREATE",group="other",kind="other",decision="deny",dry_run="true"} 1',
    'kubectl_fleet_admission_requests_total{webhook="validate",operation="CREATE",group="other",kind="other",decision="deny",dry_run="false"} 2',
    'kubectl_fleet_findings_total{policy="no-pets",mode="deny"} 1',
  ]);
});

test('a rule that failed is a 500, unless another one denies or no rule may', async () => {
  const failures = [{ rule: 'no-cattle', reason: 'var assignment conflict' }];
  const engineWith = (...findings: ReturnType<typeof findingOf>[]) => ({
    mutate: mutatesNothing,
    decide: () => ({ allowed: false, findings, failures }),
  });
  const undecided = await post(
    appWith({ engine: engineWith(findingOf({ action: 'warn' })) }).app,
    '/validate',
    reviewOf(),
  );
  expect(undecided).toMatchObject({
    statusCode: 500,
    body: 'kubectl fleet: the rules could not be evaluated: RULE_FAILED no-cattle: var assignment conflict\n',
  });
  const below = {
    mutate: mutatesNothing,
    decide: () => ({ allowed: true, findings: [], failures, ceiling: 'warn' as const }),
  };
  const { app, lines } = appWith({ engine: below });
  expect((await post(app, '/validate', reviewOf())).json()).toMatchObject({ response: { allowed: true } });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ rule: 'no-cattle', msg: 'a rule failed below the ceiling' });
  await post(app, '/validate', reviewOf());
  expect(lines).toHaveLength(1);
  const denied = await post(appWith({ engine: engineWith(findingOf()) }).app, '/validate', reviewOf());
  expect(denied.json()).toMatchObject({ response: { allowed: false, status: { code: 403 } } });
});
