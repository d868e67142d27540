import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The arguments of each instruction of this name in the webhook's Dockerfile, in their order. */
export async function dockerfileLines(instruction: string): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, '../../../Dockerfile'), 'utf8');
  return [...text.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].map(([, line = '']) => line);
}

/** The environment in which the image runs, e.g. NODE_OPTIONS. */
export async function imageEnvironment(): Promise<Record<string, string>> {
  const lines = await dockerfileLines('ENV');
  return Object.fromEntries(
    lines.map(line => {
      const equals = line.indexOf('=');
      return [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
}
