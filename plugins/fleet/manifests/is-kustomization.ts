import { basename } from 'node:path';

/** Returns true for the names under which kustomize looks for what it has to do. */
export function isKustomization(file: string): boolean {
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].includes(basename(file));
}
