import { expect, test } from 'vitest';
import { normalizedAddress } from './repository.ts';
import { sourceOverrides } from './source-overrides.ts';
import { locateSource, resolveArtifact, type KnownSources } from './source-location.ts';
import type { SourceFolder } from '../../../policies/gitops/sources.ts';

const known: KnownSources = {
  repository: { root: '/fleet', isAt: address => normalizedAddress(address) === 'example.org/team/fleet' },
  addresses: new Map([
    ['GitRepository/flux-system/fleet', 'ssh://git@example.org/team/fleet'],
    ['GitRepository/flux-system/apps', 'https://example.org/team/apps'],
  ]),
  artifacts: new Map(),
  overrides: sourceOverrides(['OCIRepository/flux-system/web=/web', 'https://example.org/team/web.git=web'], '/fleet'),
};
const source = { repository: '', reference: '', elsewhere: '' };

test('a source of this repository lies at its root', () => {
  for (const more of [
    { repository: 'https://example.org/team/fleet.git' },
    { reference: 'GitRepository/flux-system/fleet' },
    { reference: 'GitRepository/flux-system/not-read' },
  ]) {
    expect(locateSource({ ...source, ...more }, known)).toEqual({ root: '/fleet' });
  }
});

test('what lies elsewhere is not here, and passwords are not repeated', () => {
  expect(locateSource({ ...source, reference: 'GitRepository/flux-system/apps' }, known)).toEqual({
    reason: 'https://example.org/team/apps is another repository; --source tells where it is',
  });
  expect(locateSource({ ...source, repository: 'https://me:secret@example.org/a' }, known)).toEqual({
    reason: 'https://example.org/a is another repository; --source tells where it is',
  });
  const elsewhere = 'an OCIRepository is not followed';
  expect(locateSource({ ...source, reference: 'OCIRepository/shop/web', elsewhere }, known)).toEqual({
    reason: `${elsewhere}; --source tells where it is`,
  });
});

test('the user says where a source lies, by its object or its address', () => {
  const elsewhere = 'an OCIRepository is not followed';
  expect(locateSource({ ...source, reference: 'OCIRepository/flux-system/web', elsewhere }, known)).toEqual({
    root: '/web',
  });
  expect(locateSource({ ...source, repository: 'git@example.org:team/web' }, known)).toEqual({ root: '/fleet/web' });
});

const git = { reference: 'GitRepository/flux-system/fleet', elsewhere: '' };
const artifacts = new Map([
  [
    'ExternalArtifact/a/apps',
    [
      { ...git, from: 'apps', to: '' },
      { ...git, from: 'apps/base', to: 'common/base' },
    ],
  ],
  ['ExternalArtifact/a/part', [{ ...git, from: 'apps/eu', to: 'eu' }]],
]);

function folder(reference: string, path: string): SourceFolder {
  const helm = { release: '', valueFiles: [], ignoreMissing: false, values: '', parameters: [] };
  const told = { ...helm, kubeVersion: '', apiVersions: [], skipSchema: false };
  const files = { isChart: false, recurse: false, include: '', exclude: '', others: [] };
  const elsewhere = 'an ExternalArtifact is not followed';
  return {
    path,
    repository: '',
    reference,
    elsewhere,
    namespace: '',
    moves: true,
    kustomize: true,
    ...files,
    helm: told,
  };
}

test.each([
  ['ExternalArtifact/a/apps', './', 'apps'],
  ['ExternalArtifact/a/apps', './eu', 'apps/eu'],
  ['ExternalArtifact/a/apps', 'common/base/db', 'apps/base/db'],
  ['ExternalArtifact/a/part', 'eu/', 'apps/eu'],
])('of %s the folder %s is that of the repository', (reference, path, expected) => {
  const named = folder(reference, path);
  expect(resolveArtifact(named, artifacts)).toEqual({ ...named, ...git, path: expected });
});

test.each([
  ['ExternalArtifact/a/part', 'europe'],
  ['ExternalArtifact/a/part', '.'],
  ['ExternalArtifact/a/other', 'eu'],
])('of %s the folder %s stays, because nobody says where it comes from', (reference, path) => {
  const named = folder(reference, path);
  expect(resolveArtifact(named, artifacts)).toBe(named);
});
