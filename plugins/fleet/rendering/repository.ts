import { realpath } from 'node:fs/promises';
import { outputOf, type RenderEnvironment } from './program.ts';

/** The repository of git that is linted. */
export interface Repository {
  /** Absolute path of its root; the working directory where git knows of none. */
  root: string;
  /** Whether an address is one of its remotes; true also where it has none, for then nobody knows. */
  isAt: (address: string) => boolean;
}

/** The repository of the working directory, by what git says of it. */
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

/** What git@example.org:team/fleet.git and https://example.org/team/fleet have in common. */
export function normalizedAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/:(\d+\/)?/, '/')
    .replace(/(\.git)?\/*$/, '');
}
