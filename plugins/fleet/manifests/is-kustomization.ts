import { basename } from 'node:path';

/** True for a file name that kustomize recognizes as a kustomization. */
export function isKustomization(file: string): boolean {
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].includes(basename(file));
}
