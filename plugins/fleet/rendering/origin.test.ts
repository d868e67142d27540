import { expect, test } from 'vitest';
import { takeOrigin } from './origin.ts';

function noted(note: unknown, others = {}) {
  return { kind: 'Pod', metadata: { name: 'a', annotations: { ...others, 'config.kubernetes.io/origin': note } } };
}

test('the note of a file is taken off, and its path is told', () => {
  expect(takeOrigin(noted('path: ../base/db.yaml\n'))).toEqual({
    value: { kind: 'Pod', metadata: { name: 'a' } },
    path: '../base/db.yaml',
  });
});

test('other annotations stay', () => {
  expect(takeOrigin(noted('path: db.yaml\n', { team: 'a' }))).toEqual({
    value: { kind: 'Pod', metadata: { name: 'a', annotations: { team: 'a' } } },
    path: 'db.yaml',
  });
});

test('what is generated comes from the file that says so, and what lies in another repository from none here', () => {
  const generated = 'configuredIn: ../prod/kustomization.yaml\nconfiguredBy:\n  kind: ConfigMapGenerator\n';
  expect(takeOrigin(noted(generated)).path).toBe('../prod/kustomization.yaml');
  expect(takeOrigin(noted('path: db.yaml\nrepo: https://example.org/a\n')).path).toBeUndefined();
});

test.each([{ kind: 'Pod' }, { metadata: { annotations: { team: 'a' } } }, { metadata: null }, 'text', noted(7)])(
  'without a note there is no path: %j',
  value => {
    expect(takeOrigin(value).path).toBeUndefined();
  },
);

test('what has no note stays as it is', () => {
  const pod = { kind: 'Pod', metadata: { name: 'a', annotations: { team: 'a' } } };
  expect(takeOrigin(pod).value).toEqual(pod);
  expect(takeOrigin({ kind: 'Pod', metadata: { annotations: {} } }).value).toEqual({ kind: 'Pod', metadata: {} });
});
