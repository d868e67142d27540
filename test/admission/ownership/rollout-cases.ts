import { done, type Case, type Write } from './case.ts';
import { applied, setImage } from './kubectl-cases.ts';
import { deployment, imageOf, ownerKey, saying } from './objects.ts';

const rollout =
  (verb: string): Write =>
  ({ name, kubectl }) =>
    kubectl(['rollout', verb, `deployment/${name}`]);

/**
 * Each step waits for the ReplicaSet of the previous step, because kubectl undoes to the last but
 * one ReplicaSet.
 */
const inTurn =
  (...steps: readonly Write[]): Write =>
  async place => {
    const last = steps.at(-1) ?? rollout('status');
    for (const step of steps.slice(0, -1)) {
      await done(rollout('status')(place));
      await done(step(place));
    }
    await done(rollout('status')(place));
    return last(place);
  };

const toShop = { metadata: { annotations: { [ownerKey]: 'shop' } } };
const secondImage = { spec: { template: { spec: { containers: [{ name: 'a', image: imageOf(2) }] } } } };

/** Rollouts: an undo brings back the annotations of the old ReplicaSet and leaves labels alone. */
export const rolloutCases: readonly Case[] = [
  { does: 'rollout restart', prepare: applied('label'), write: rollout('restart'), leaves: 'shop' },
  {
    does: 'rollout undo after set image',
    prepare: applied('label'),
    write: inTurn(setImage(2), rollout('undo')),
    leaves: 'shop',
  },
  {
    does: 'rollout undo after set image, owner in an annotation',
    prepare: applied('annotation'),
    write: inTurn(setImage(2), rollout('undo')),
    leaves: 'shop',
  },
  {
    does: 'rollout undo to another owner in an annotation',
    prepare: ({ name, kubectl }) => kubectl(['apply', '-f', '-'], deployment(name, saying('annotation', 'search'))),
    write: inTurn(
      ({ name, kubectl }) =>
        kubectl(['patch', `deployment/${name}`, '-p', JSON.stringify({ ...toShop, ...secondImage })]),
      rollout('undo'),
    ),
    leaves: 'search',
  },
];
