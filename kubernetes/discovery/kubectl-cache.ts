import { join } from 'node:path';
import { readCached, type Cached } from '../files/read-cached.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { resourcesIn } from './api-groups.ts';
import { isGroupList } from './discovery-schema.ts';
import type { Resource } from './resource.ts';

/**
 * Milliseconds for which kubectl uses a file
 * (cli-runtime/pkg/genericclioptions/config_flags.go).
 */
export const discoveryAge = 6 * 60 * 60 * 1000;

/** Resources that were read from files, as old as the oldest file. */
export interface CachedResources {
  resources: Resource[];
  modified: Date;
}

/**
 * Returns the resources of a server from the cache of kubectl. Returns undefined unless all its
 * groups are there and fresh. Never writes.
 * @param folder the cache of kubectl
 * @param server address as the kubeconfig has it
 */
export async function kubectlResources(folder: string, server: string): Promise<CachedResources | undefined> {
  const base = join(folder, 'discovery', hostFolder(server));
  const groups = await readCached(join(base, 'servergroups.json'), discoveryAge);
  if (groups === undefined) return undefined;
  const versions = groupVersionsIn(groups.content);
  const lists = await Promise.all(versions.map(version => readVersion(base, version)));
  const found = lists.filter(list => list !== undefined);
  if (found.length === 0 || found.length < lists.length) return undefined;
  const times = [groups, ...found].map(({ modified }) => modified.getTime());
  return { resources: found.flatMap(({ resources }) => resources), modified: new Date(Math.min(...times)) };
}

/** Returns the folder of a server, as kubectl derives it. */
function hostFolder(server: string): string {
  return server
    .replace('https://', '')
    .replace('http://', '')
    .replace(/[^(\w/.)]/g, '_');
}

/** Returns the versions of all groups, the preferred one of each group first. */
function groupVersionsIn(content: unknown): string[] {
  if (!isGroupList(content)) return [];
  const versions = (content.groups ?? []).flatMap(({ preferredVersion, versions }) => [
    ...(preferredVersion ? [preferredVersion] : []),
    ...(versions ?? []),
  ]);
  return [...new Set(versions.map(({ groupVersion }) => groupVersion))];
}

async function readVersion(base: string, groupVersion: string): Promise<CachedResources | undefined> {
  // A broken file must not lead out of the folder.
  if (!/^([\w.-]+\/)?\w+$/.test(groupVersion)) return undefined;
  const file = await readCached(join(base, groupVersion, 'serverresources.json'), discoveryAge);
  return file && resourcesOf(file, groupVersion);
}

function resourcesOf({ content, modified }: Cached, groupVersion: string): CachedResources | undefined {
  const [version = '', group = ''] = groupVersion.split('/').toReversed();
  try {
    return { resources: resourcesIn(content, group, version), modified };
  } catch (error) {
    if (error instanceof ClusterError) return undefined;
    throw error;
  }
}
