import { expect, test } from 'vitest';
import { placeOf } from './repository.ts';
import { saidSources } from './said-sources.ts';
import { placeOfSource, type KnownSources } from './source-place.ts';

const known: KnownSources = {
  repository: { root: '/fleet', isAt: address => placeOf(address) === 'example.org/team/fleet' },
  addresses: new Map([
    ['GitRepository/flux-system/fleet', 'ssh://git@example.org/team/fleet'],
    ['GitRepository/flux-system/apps', 'https://example.org/team/apps'],
  ]),
  artifacts: new Map(),
  said: saidSources(['OCIRepository/flux-system/web=/web', 'https://example.org/team/web.git=web'], '/fleet'),
};
const source = { repository: '', reference: '', elsewhere: '' };

test('a source of this repository lies at its root', () => {
  for (const more of [
    { repository: 'https://example.org/team/fleet.git' },
    { reference: 'GitRepository/flux-system/fleet' },
    { reference: 'GitRepository/flux-system/not-read' },
  ]) {
    expect(placeOfSource({ ...source, ...more }, known)).toEqual({ root: '/fleet' });
  }
});

test('what lies elsewhere is not here, and passwords are not repeated', () => {
  expect(placeOfSource({ ...source, reference: 'GitRepository/flux-system/apps' }, known)).toEqual({
    reason: 'https://example.org/team/apps is another repository; --source tells where it is',
  });
  expect(placeOfSource({ ...source, repository: 'https://me:secret@example.org/a' }, known)).toEqual({
    reason: 'https://example.org/a is another repository; --source tells where it is',
  });
  const elsewhere = 'an OCIRepository is not followed';
  expect(placeOfSource({ ...source, reference: 'OCIRepository/shop/web', elsewhere }, known)).toEqual({
    reason: `${elsewhere}; --source tells where it is`,
  });
});

test('the user says where a source lies, by its object or its address', () => {
  const elsewhere = 'an OCIRepository is not followed';
  expect(placeOfSource({ ...source, reference: 'OCIRepository/flux-system/web', elsewhere }, known)).toEqual({
    root: '/web',
  });
  expect(placeOfSource({ ...source, repository: 'git@example.org:team/web' }, known)).toEqual({ root: '/fleet/web' });
});
