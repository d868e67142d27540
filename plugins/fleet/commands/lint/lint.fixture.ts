import type { Lint, LintFinding } from './report.ts';
import type { Manifest, Problem } from '../../manifests/manifest.ts';

const database = { file: 'deploy/db: a,b.yaml', line: 3 };
const chart = { file: 'charts/cart/templates/web.yaml', renderedFrom: 'charts/cart' };

/** Objects of three files: one with findings, one that a chart rendered, one without findings. */
const manifests: readonly Manifest[] = [
  { object: { kind: 'StatefulSet', metadata: { name: 'db', namespace: 'prod' } }, source: database },
  { object: { kind: 'Namespace', metadata: { name: 'prod' } }, source: chart },
  { object: { kind: 'ConfigMap', metadata: { name: 'a' } }, source: { file: '-', line: 1 } },
];

const page = 'https://example.org/rules/ownership-required';

const denied: LintFinding = {
  rule: 'no-federated-stateful',
  action: 'deny',
  object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'prod', name: 'db' },
  path: 'metadata.labels[a]',
  message: 'StatefulSet prod/db is "100%" <here>.',
  why: 'two databases & one name',
  fix: 'deploy it by itself',
  source: database,
  at: { line: 7, column: 5 },
};

const findings: readonly LintFinding[] = [
  denied,
  { ...denied, action: 'audit', path: 'spec', message: 'And\nhere.', at: { line: 9, column: 1 } },
  {
    rule: 'ownership-required',
    action: 'warn',
    object: { apiVersion: 'v1', kind: 'Namespace', namespace: '', name: 'prod' },
    path: 'metadata.annotations',
    message: 'Namespace prod has no owner.',
    why: 'nobody answers for it',
    fix: 'name an owner',
    doc: page,
    source: chart,
  },
];

const errors: readonly Problem[] = [
  { file: 'b.yaml', line: 3, column: 7, message: 'duplicated mapping key' },
  { file: 'c.yaml', message: 'permission denied' },
];

const words: ReturnType<Lint['words']> = {
  'no-federated-stateful': {
    title: 'No federated state',
    description: 'A database in two places.',
    custom: {
      action: 'deny',
      severity: 'critical',
      antipattern: 'federated state',
      why: denied.why,
      fix: denied.fix,
      needs: ['object'],
      misses: [],
    },
  },
  'ownership-required': {
    title: 'Ownership required',
    description: 'A namespace without an owner.',
    doc: page,
    custom: {
      action: 'warn',
      severity: 'low',
      antipattern: 'cattle',
      why: 'nobody answers for it',
      fix: 'name an owner',
      needs: ['namespace'],
      misses: [],
    },
  },
};

/** Result of linting a small repository, for the tests of all formats. */
export const lint: Lint = {
  report: {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'LintReport',
    summary: { objects: 3, deny: 1, warn: 1, audit: 1 },
    findings,
    errors,
  },
  manifests: { manifests, problems: [], files: 2, folders: 1, skipped: [] },
  failing: ['deny'],
  showsAll: false,
  words: () => words,
  pages: () => ({ 'no-federated-stateful': '# no-federated-stateful\n' }),
};

/** Result of a lint without findings. */
export const clean: Lint = {
  report: {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'LintReport',
    summary: { objects: 1, deny: 0, warn: 0, audit: 0 },
    findings: [],
  },
  manifests: { manifests: manifests.slice(2), problems: [], files: 1, folders: 0, skipped: [] },
  failing: ['deny'],
  showsAll: false,
  words: () => words,
  pages: () => ({ 'no-federated-stateful': '# no-federated-stateful\n' }),
};
