import type { Image } from './image.ts';
import { withLibraries } from './libraries.ts';

const program = '/bin/sleep';

/**
 * Image that holds a pod's network while its containers come and go: any program that waits, and
 * this one is on every machine.
 */
export async function pauseImage(): Promise<Image> {
  return {
    name: 'docker.io/kubectl-fleet/pause:test',
    files: await withLibraries(program),
    config: { Entrypoint: [program, 'infinity'] },
  };
}
