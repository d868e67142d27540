import { runProgram } from '../../../kubernetes/program/program.ts';
import { missingProgram } from '../../../tools/binaries/missing-program.ts';

/** Programs that a real node needs, each with the package of Debian that brings it. */
const needed = {
  runc: 'runc',
  ip: 'iproute2',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  ldd: 'libc-bin',
  tar: 'tar',
};

/**
 * Why this machine can have no real node, nor a network of its own, and what to do about it;
 * undefined where it can.
 */
export async function obstacleToNodes(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'they need Linux';
  if (process.getuid?.() !== 0) return 'they need root';
  const missing = await missingProgram(needed);
  if (missing !== undefined) return missing;
  const { exitCode, stderr } = await runProgram('unshare', ['--mount', '--net', '--pid', '--fork', 'true']);
  return exitCode === 0 ? undefined : `root may not do here what it takes: ${stderr.trim()}`;
}
