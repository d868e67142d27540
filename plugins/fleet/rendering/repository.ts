import { realpath } from 'node:fs/promises';
import { outputOf, type RenderEnvironment } from './program.ts';

/** Git repository that is linted. */
export interface Repository {
  /** Absolute path of its root; the working directory outside of a repository. */
  root: string;
  /**
   * True for an address of one of its remotes. True for every address if it has no remote, because
   * its address is unknown then.
   */
  isAt: (address: string) => boolean;
}

/** Reads the repository of the working directory from git. */
export async function repositoryHere(environment: RenderEnvironment): Promise<Repository> {
  const git = async (...words: string[]) => (await outputOf('git', words, environment).catch(() => '')).trim();
  const root = await git('rev-parse', '--show-toplevel');
  const remotes = (await git('config', '--get-regexp', '^remote\\..*\\.url$')).split('\n').filter(line => line !== '');
  const places = remotes.map(line => normalizedAddress(line.slice(line.indexOf(' ') + 1)));
  return {
    root: root === '' ? await realpath(environment.workingDirectory) : root,
    isAt: address => places.length === 0 || places.includes(normalizedAddress(address)),
  };
}

/**
 * Normalizes an address: git@example.org:team/fleet.git and https://example.org/team/fleet have the
 * same result.
 */
export function normalizedAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/:(\d+\/)?/, '/')
    .replace(/(\.git)?\/*$/, '');
}
