import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import { done, type Case, type Place, type Write } from './case.ts';
import { deployment, made, ownerKey, saying } from './objects.ts';
import { argocd, controller } from './writers.ts';

const synced =
  (owner: string, version: number): Write =>
  ({ namespace, name, kubectl }) => {
    const annotations = { 'argocd.argoproj.io/tracking-id': `shop:apps/Deployment:${namespace}/${name}` };
    const object = deployment(name, { ...saying('label', owner), annotations }, version);
    return kubectl(['apply', '-f', '-', '--field-manager=argocd-controller'], object);
  };

const put =
  (verb: 'create' | 'replace', annotations: object, version: number): Write =>
  ({ name, parent, kubectl }) =>
    kubectl([verb, '-f', '-'], made(name, parent, { annotations }, version));

const byManager = ({ kubectl }: Place, manager: string, object: object): Promise<ProgramAnswer> =>
  kubectl(['apply', '--server-side', `--field-manager=${manager}`, '-f', '-'], object);

const byTwoManagers: Write = async place => {
  const metadata = { name: place.name, ...saying('label') };
  await done(byManager(place, 'two', { apiVersion: 'apps/v1', kind: 'Deployment', metadata }));
  return byManager(place, 'one', deployment(place.name, {}, 2));
};

const stamped = { 'kubectl-fleet.io/owned-by': 'retail', 'kubectl-fleet.io/managed-by': 'controller' };

/** Controllers, and field managers that each apply a part of the object. */
export const systemCases: readonly Case[] = [
  {
    does: 'apply --server-side by two managers',
    before: 'payments',
    prepare: place => byManager(place, 'one', deployment(place.name, {})),
    write: byTwoManagers,
    leaves: 'shop',
  },
  { does: 'an Argo CD sync', as: argocd, prepare: synced('shop', 1), write: synced('shop', 2), leaves: 'shop' },
  {
    does: 'an Argo CD sync that changes the owner',
    as: argocd,
    prepare: synced('shop', 1),
    write: synced('search', 2),
    leaves: 'search',
    may: true,
  },
  {
    does: "a controller's copy of annotations to what it makes",
    as: controller,
    prepare: put('create', { [ownerKey]: 'shop', note: 'a' }, 1),
    write: put('replace', { [ownerKey]: 'shop', note: 'b' }, 1),
    leaves: 'shop',
    made: true,
  },
  {
    does: "an unknown controller's copy of another owner",
    as: controller,
    prepare: put('create', { [ownerKey]: 'shop' }, 1),
    write: put('replace', { [ownerKey]: 'search' }, 1),
    leaves: 'search',
    made: true,
  },
  {
    does: "an operator's PUT on an object with a controller owner",
    as: controller,
    prepare: put('create', stamped, 1),
    write: put('replace', {}, 1),
    before: 'payments',
    leaves: 'payments',
    made: true,
  },
];
