import { expect, test } from 'vitest';
import { lifecyclesOf } from './lifecycle.ts';
import { apiTable } from './table.ts';

const group = 'stages.example.com';

test('the lifecycle of kinds with a client is read from Go', () => {
  const lifecycle = `
func (in *Play) APILifecycleIntroduced() (major, minor int) {
	return 1, 19
}
func (in *Play) APILifecycleReplacement() schema.GroupVersionKind {
	return schema.GroupVersionKind{Group: "theatre", Version: "v1", Kind: "Play"}
}
func (in *Play) APILifecycleRemoved() (major, minor int) {
	return 1, 25
}
func (in *PlayList) APILifecycleIntroduced() (major, minor int) {
	return 1, 19
}
func (in *Prompt) APILifecycleIntroduced() (major, minor int) {
	return 1, 20
}
`;
  const types = `
// +genclient
// +k8s:prerelease-lifecycle-gen:introduced=1.19

// Play is performed.
type Play struct {
}

// +k8s:prerelease-lifecycle-gen:introduced=1.19
type PlayList struct {
}

// +genclient
// +genclient:nonNamespaced
type Prompt struct {
}
`;
  const register = `// GroupName is the group\nconst GroupName = "${group}"\n`;
  expect(lifecyclesOf({ version: 'v1beta1', lifecycle, register, types })).toEqual([
    {
      ...{ group, version: 'v1beta1', kind: 'Play', introduced: 19, removed: 25 },
      replacement: { group: 'theatre', version: 'v1', kind: 'Play' },
    },
    { group, version: 'v1beta1', kind: 'Prompt', introduced: 20 },
  ]);
});

const play = { group, kind: 'Play' };

test('removals after the last release are plans, and new betas are off', () => {
  const lifecycles = [
    { ...play, version: 'v1beta1', introduced: 23, removed: 30 },
    { ...play, version: 'v1beta2', introduced: 24, removed: 31 },
    { ...play, version: 'v1', introduced: 26 },
  ];
  expect(apiTable(lifecycles, {}, 30)).toEqual({
    [`${group}/v1`]: { Play: { introduced: 26, others: [`${group}/v1beta2`, `${group}/v1beta1`] } },
    [`${group}/v1beta1`]: { Play: { introduced: 23, removed: 30, others: [`${group}/v1`, `${group}/v1beta2`] } },
    [`${group}/v1beta2`]: {
      Play: { introduced: 24, planned: 31, off_by_default: true, others: [`${group}/v1`, `${group}/v1beta1`] },
    },
  });
});

test('a kind goes on in the group of its replacement, or as another kind', () => {
  const lifecycles = [
    {
      ...{ group: 'old', version: 'v1beta1', kind: 'Play', introduced: 1, removed: 16 },
      replacement: { group: 'theatre', version: 'v1', kind: 'Play' },
    },
    { group: 'theatre', version: 'v1', kind: 'Play', introduced: 9 },
  ];
  const history = { 'old/v1alpha1': { Show: { introduced: 1, removed: 8, instead: 'theatre/v1', becomes: 'Play' } } };
  expect(apiTable(lifecycles, history, 37)).toEqual({
    'old/v1alpha1': {
      Show: {
        ...{ introduced: 1, removed: 8, off_by_default: true, becomes: 'Play' },
        others: ['theatre/v1', 'old/v1beta1'],
      },
    },
    'old/v1beta1': { Play: { introduced: 1, removed: 16, others: ['theatre/v1'] } },
    'theatre/v1': { Play: { introduced: 9, others: ['old/v1beta1'] } },
  });
});

test('kinds that have long been as they are are left out', () => {
  expect(apiTable([{ ...play, version: 'v1', introduced: 16 }], {}, 37)).toEqual({});
});

test('history goes before the files, and has to say when something came', () => {
  const lifecycles = [{ ...play, version: 'v1beta3', introduced: 26, removed: 32 }];
  const history = {
    [`${group}/v1beta3`]: { Play: { removed: 29, on_by_default: true, fix: 'take it away' } as const },
  };
  expect(apiTable(lifecycles, history, 37)).toEqual({
    [`${group}/v1beta3`]: { Play: { introduced: 26, removed: 29, fix: 'take it away' } },
  });
  expect(() => apiTable([], history, 37)).toThrow('history.yaml has to say when stages.example.com/v1beta3 Play came');
});
