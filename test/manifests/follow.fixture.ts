import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { displayName, type Problem } from '../../plugins/fleet/manifests/manifest.ts';
import { readManifests } from '../../plugins/fleet/rendering/read-manifests.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { sourceOverrides } from '../../plugins/fleet/rendering/source-overrides.ts';
import { loadEngine, type Engine } from '../../policies/engine/engine.ts';
import { putOnPath, type ToolPath } from '../../tools/binaries/on-path.ts';
import { helm, kubectl } from '../../tools/binaries/tools.ts';

let tools: ToolPath;
let engine: Engine;
beforeAll(async () => {
  tools = await putOnPath([helm, kubectl]);
  engine = await loadEngine(new URL('../../dist/', import.meta.url));
});
afterAll(() => tools.remove());

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'follow-')));
});
afterEach(() => rm(folder, { recursive: true }));

/** Makes the folder of the test a repository of git with this remote. */
export async function makeRepository(remote: string): Promise<void> {
  await runProgram('git', ['init', '--quiet'], { cwd: folder });
  await runProgram('git', ['remote', 'add', 'origin', remote], { cwd: folder });
}

interface Followed {
  objects: string[];
  problems: readonly Problem[];
  files: number;
  folders: number;
  notFollowed: string[];
}

/** The contents of files with these texts: each object with its place, and what is wrong. */
export async function follow(
  texts: Record<string, string>,
  paths: readonly string[] = ['.'],
  overrides: readonly string[] = [],
): Promise<Followed> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const environment = {
    env: { ...process.env, PATH: tools.path },
    workingDirectory: folder,
    stdin: Readable.from([]),
    signal: new AbortController().signal,
  };
  const options = {
    kustomize: true,
    helm: true,
    valueFiles: [],
    following: { engine, overrides: sourceOverrides(overrides, folder) },
  };
  const { manifests, problems, files, folders, notFollowed = [] } = await readManifests(paths, options, environment);
  const objects = manifests.map(({ object, source }) => {
    const { file, renderedFrom } = source;
    return [displayName(object), file, ...(renderedFrom === undefined ? [] : [renderedFrom])].join(' ');
  });
  const reasons = notFollowed.map(({ object, reason }) => `${object}: ${reason}`);
  return { objects, problems, files, folders, notFollowed: reasons };
}

export function application(name: string, source: object, namespace = 'shop'): string {
  const spec = { source, destination: { server: 'https://10.0.0.1', namespace } };
  return JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name }, spec });
}

export function kustomization(name: string, spec: object): string {
  const metadata = { name, namespace: 'flux-system' };
  return JSON.stringify({ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec });
}

export const repoURL = 'https://example.org/team/fleet.git';
