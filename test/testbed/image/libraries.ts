import { runProgram } from '../../../kubernetes/program/program.ts';

/**
 * A program of this machine and what it is linked against, each at its own path, as `files` of an
 * image.
 */
export async function withLibraries(program: string): Promise<Record<string, string>> {
  // libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x7f3e), or for the loader
  // /lib64/ld-linux-x86-64.so.2 (0x7f3e)
  const { stdout } = await runProgram('ldd', [program]);
  const libraries = [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path);
  return Object.fromEntries([program, ...libraries].map(path => [path, path]));
}
