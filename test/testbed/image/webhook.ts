import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Image } from './image.ts';
import { withLibraries } from './libraries.ts';

const root = join(import.meta.dirname, '../../..');

/** What the Dockerfile says, on a base of the Node that runs this and of this machine's own C library. */
export async function webhookImage(): Promise<Image> {
  const text = await readFile(join(root, 'Dockerfile'), 'utf8');
  const valuesOf = (instruction: string): string[] =>
    [...text.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].map(([, value = '']) => value);
  const copied = valuesOf('COPY').flatMap(line => {
    const words = line.split(' ');
    const target = words.pop() ?? '';
    return words.map((source): [string, string] => [
      target.endsWith('/') ? join(target, basename(source)) : target,
      join(root, source),
    ]);
  });
  const { [process.execPath]: node = process.execPath, ...libraries } = await withLibraries(process.execPath);
  const [entrypoint = '', command = ''] = [...valuesOf('ENTRYPOINT'), ...valuesOf('CMD')];
  return {
    name: 'docker.io/kubectl-fleet/fleet-webhook:test',
    files: { ...libraries, '/nodejs/bin/node': node, ...Object.fromEntries(copied) },
    config: {
      Entrypoint: quoted(entrypoint),
      Cmd: quoted(command),
      Env: valuesOf('ENV'),
      User: valuesOf('USER').join(),
    },
  };
}

/** The words of ["/nodejs/bin/node"]. */
function quoted(list: string): string[] {
  return [...list.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
}
