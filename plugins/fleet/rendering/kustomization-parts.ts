import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readKustomization, type Kustomization } from './kustomization.ts';
import { isKustomization } from '../manifests/is-kustomization.ts';

/** The kustomization in an absolute folder and all on this machine of which it is made, each once. */
export async function kustomizationsFrom(folder: string, seen = new Set<string>()): Promise<Kustomization[]> {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const file = (await readdir(folder).catch(() => [])).find(isKustomization);
  if (file === undefined) return [];
  const found = [await readKustomization(folder, join(folder, file))];
  for (const part of found[0]?.parts ?? []) found.push(...(await kustomizationsFrom(part, seen)));
  return found;
}
