import { expect, test } from 'vitest';
import { countByAction, type Finding } from './finding.ts';

const finding = (action: Finding['action']): Finding => ({
  rule: 'no-pets',
  action,
  object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'cart' },
  path: 'spec',
  message: 'cart is a pet',
  why: '',
  fix: '',
});

test('findings are counted by action, and an action without findings is zero', () => {
  expect(countByAction([])).toEqual({ deny: 0, warn: 0, audit: 0 });
  expect(countByAction([finding('warn'), finding('deny'), finding('warn')])).toEqual({ deny: 1, warn: 2, audit: 0 });
});
