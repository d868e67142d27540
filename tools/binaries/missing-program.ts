import { delimiter, join } from 'node:path';
import { isExecutable } from '../../policies/bundle/search.ts';

/**
 * Names a program that is not on PATH, and how to get it; undefined when all are there.
 * @param needed programs, each with the package of Debian that brings it
 */
export async function missingProgram(needed: Readonly<Record<string, string>>): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const [program, debianPackage] of Object.entries(needed)) {
    const found = await Promise.all(folders.map(folder => isExecutable(join(folder, program))));
    if (!found.includes(true)) return `there is no ${program} on PATH: apt-get install ${debianPackage}`;
  }
  return undefined;
}
