import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/**
 * Returns a test for absolute paths that a glob excludes. A glob is relative to the working
 * directory or to `root`, the path that the user named. A glob without a slash matches a name at
 * any depth. A glob that excludes a folder excludes everything below it.
 */
export function excluder(
  globs: readonly string[],
  { workingDirectory, root }: { workingDirectory: string; root: string },
): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const isExcluded = picomatch(globs.map(anchored), { dot: true, nonegate: true });
  const bases = [workingDirectory, resolve(workingDirectory, root)];
  return path => [path, ...bases.map(base => relative(base, path))].some(one => isExcluded(one.split(sep).join('/')));
}

/** Returns a glob that matches whole paths. */
function anchored(glob: string): string {
  const whole = glob.replace(/\/+$/, '');
  return whole.includes('/') ? whole.replace(/^(?:\.\/)+/, '') : `**/${whole}`;
}
