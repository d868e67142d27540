import { expect, test } from 'vitest';
import type { SourceFolder } from '../../../policies/gitops/sources.ts';
import { outOfArtifact } from './out-of-artifact.ts';

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
  expect(outOfArtifact(named, artifacts)).toEqual({ ...named, ...git, path: expected });
});

test.each([
  ['ExternalArtifact/a/part', 'europe'],
  ['ExternalArtifact/a/part', '.'],
  ['ExternalArtifact/a/other', 'eu'],
])('of %s the folder %s stays, because nobody says where it comes from', (reference, path) => {
  const named = folder(reference, path);
  expect(outOfArtifact(named, artifacts)).toBe(named);
});
