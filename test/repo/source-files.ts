import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Paths, from the root, of all files of the project that git does not ignore. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter(path => path !== '' && existsSync(join(root, path)))
    .sort();
}

/** Text of a project file. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
