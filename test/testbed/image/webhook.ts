import { basename, join } from 'node:path';
import { dockerfileLines } from './dockerfile.ts';
import type { Image } from './image.ts';
import { withLibraries } from './libraries.ts';

const root = join(import.meta.dirname, '../../..');

/**
 * Builds the image of the Dockerfile, on a base of the Node that runs this and of this machine's
 * own C library.
 */
export async function webhookImage(): Promise<Image> {
  const copied = (await dockerfileLines('COPY')).flatMap(line => {
    const words = line.split(' ');
    const target = words.pop() ?? '';
    return words.map((source): [string, string] => [
      target.endsWith('/') ? join(target, basename(source)) : target,
      join(root, source),
    ]);
  });
  const { [process.execPath]: node = process.execPath, ...libraries } = await withLibraries(process.execPath);
  const [entrypoint = ''] = await dockerfileLines('ENTRYPOINT');
  const [command = ''] = await dockerfileLines('CMD');
  return {
    name: 'docker.io/kubectl-fleet/fleet-webhook:test',
    files: { ...libraries, '/nodejs/bin/node': node, ...Object.fromEntries(copied) },
    config: {
      Entrypoint: quoted(entrypoint),
      Cmd: quoted(command),
      Env: await dockerfileLines('ENV'),
      User: (await dockerfileLines('USER')).join(),
    },
  };
}

/** The words of ["/nodejs/bin/node"]. */
function quoted(list: string): string[] {
  return [...list.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
}
