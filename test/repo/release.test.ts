import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { releasedVersion } from '../../tools/release/release.ts';
import lock from '../../package-lock.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };
import { rendered } from '../testbed/webhook/chart.ts';
import { projectFiles, textOf } from './source-files.ts';

const Chart = Type.Object({ version: Type.String(), appVersion: Type.String() });
const Action = Type.Object({ inputs: Type.Object({ version: Type.Object({ default: Type.String() }) }) });
const Step = Type.Object({
  uses: Type.Optional(Type.String()),
  with: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
const Workflow = Type.Object({
  env: Type.Record(Type.String(), Type.String()),
  jobs: Type.Record(Type.String(), Type.Object({ steps: Type.Array(Step) })),
});

const release = Value.Parse(Workflow, parse(textOf('.github/workflows/release.yml')));

/** Inputs of the steps of a job that use an action. */
function givenTo(job: string, action: string): Record<string, unknown>[] {
  const steps = release.jobs[job]?.steps ?? [];
  return steps.filter(({ uses }) => uses?.startsWith(`${action}@`)).map(step => step.with ?? {});
}

/** Value that GitHub gives an expression when the tag of the version of the package is pushed. */
function evaluated(expression: unknown): string {
  const digest = `sha256:${'0'.repeat(64)}`;
  const values: Record<string, string> = {
    'github.repository_owner': 'kubectl-fleet',
    'needs.check.outputs.version': releasedVersion(`v${manifest.version}`, manifest.version, digest),
    'env.IMAGE': release.env['IMAGE'] ?? '',
  };
  const next = String(expression).replaceAll(/\$\{\{ (.*?) \}\}/g, (_, name: string) => values[name] ?? `no ${name}`);
  return next.includes('${{') ? evaluated(next) : next;
}

test('there is one version', () => {
  const chart = Value.Parse(Chart, parse(textOf('charts/fleet-webhook/Chart.yaml')));
  const action = Value.Parse(Action, parse(textOf('action.yml')));
  expect({
    lock: [lock.version, lock.packages[''].version],
    chart: [chart.version, chart.appVersion],
    action: action.inputs.version.default,
  }).toEqual({
    lock: [manifest.version, manifest.version],
    chart: [manifest.version, manifest.version],
    action: manifest.version,
  });
});

test('the image that is pushed is the one that the chart installs, and that the pages name', async () => {
  const [{ tags } = {}] = givenTo('image', 'docker/build-push-action');
  const pushed = evaluated(tags);
  const deployment = (await rendered({ cluster: { name: 'eu-1' } })).find(({ kind }) => kind === 'Deployment');
  expect(JSON.stringify(deployment)).toContain(`"image":"${pushed}"`);
  const pages = projectFiles().filter(path => path.endsWith('.md') && path !== 'CHANGELOG.md');
  const named = pages.flatMap(page => textOf(page).match(/ghcr\.io\/[\w./-]+:v?\d[\w.-]*/g) ?? []);
  expect(named.filter(image => !image.endsWith(`:${manifest.version}`))).toEqual([]);
  expect(named).toContain(pushed);
});

test('pages name the tag of this version', () => {
  const tags = [...textOf('docs/guides/lint.md').matchAll(/(?:REPOSITORY@|rev: )(\S+)/g)].map(([, tag]) => tag);
  expect(tags).toEqual([`v${manifest.version}`, `v${manifest.version}`]);
});

test.each([
  { job: 'image', bill: 'dist/sbom.cdx.json' },
  { job: 'chart', bill: 'dist/chart.cdx.json' },
  { job: 'package', bill: 'dist/sbom.cdx.json' },
])('what the job $job publishes has its provenance and its bill of materials', ({ job, bill }) => {
  const [provenance, materials, ...others] = givenTo(job, 'actions/attest');
  expect(provenance?.['subject-name'] ?? provenance?.['subject-path']).toBeTypeOf('string');
  expect(materials).toEqual({ ...provenance, 'sbom-path': bill });
  expect(others).toEqual([]);
});

test('the image is built on the digest that was checked, and no secret is needed', () => {
  const [build] = givenTo('image', 'docker/build-push-action');
  expect(build?.['build-args']).toBe('BASE_DIGEST=${{ env.BASE_DIGEST }}');
  expect(textOf('.github/workflows/release.yml')).not.toContain('secrets.');
});
