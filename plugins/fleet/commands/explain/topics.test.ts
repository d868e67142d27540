import { expect, test } from 'vitest';
import { fleetErrors } from '../../command-line/errors.ts';
import type { Page } from '../../pages/page.ts';
import { findPage } from './topics.ts';

const pageOf = (name: string, title = name): Page => ({ name, title, facts: {}, blocks: [], sections: [] });
const topics = {
  rules: [pageOf('no-pets-on-farms')],
  systems: [pageOf('argocd', 'Argo CD'), pageOf('aks-virtual-nodes', 'AKS virtual nodes'), pageOf('kubernetes')],
  words: [pageOf('virtual-node', 'virtual node'), pageOf('mark')],
};

test.each([
  ['no-pets-on-farms', 'no-pets-on-farms'],
  ['no_pets_on_farms', 'no-pets-on-farms'],
  ['Argo CD', 'argocd'],
  ['argo-cd', 'argocd'],
  ['KUBERNETES', 'kubernetes'],
  ['virtual nodes', 'virtual-node'],
  ['marks', 'mark'],
])('%s is found', (asked, name) => {
  expect(findPage(asked, topics).name).toBe(name);
});

test.each([
  ['argcd', 'argocd'],
  ['kube', 'kubernetes'],
  ['on-farms', 'no-pets-on-farms'],
  ['no-pest', 'no-pets-on-farms'],
  ['Virtual-Nod', 'virtual-node'],
  ['something', undefined],
  ['', undefined],
])('of %j the nearest name is told', (asked, nearest) => {
  expect(() => findPage(asked, topics)).toThrow(fleetErrors.topicUnknown(asked, nearest));
});

test('an own rule is looked for in a bundle', () => {
  expect(() => findPage('own-pets', topics)).toThrow(fleetErrors.ownRuleUnknown('own-pets'));
});
