import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/**
 * Tells of an absolute path whether a glob excludes it. A glob is relative to the working directory or to `root`, the path that the user
 * named; one without a slash is a name at any depth. A glob that excludes a folder excludes all that is below it.
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

/** A glob as it is compared with whole paths. */
function anchored(glob: string): string {
  const whole = glob.replace(/\/+$/, '');
  return whole.includes('/') ? whole.replace(/^(?:\.\/)+/, '') : `**/${whole}`;
}
