import { describe } from 'vitest';
import { obstacleToNodes } from '../testbed/nodes/obstacle.ts';

const obstacle = await obstacleToNodes();

/** Tests of real nodes, which are skipped where this machine can have none; their title then says why. */
export function onRealNodes(title: string, tests: () => void): void {
  describe.skipIf(obstacle !== undefined)(obstacle === undefined ? title : `${title} (${obstacle})`, tests);
}
