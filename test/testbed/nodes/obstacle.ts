import { delimiter, join } from 'node:path';
import { runProgram } from '../../../policies/bundle/program.ts';
import { isExecutable } from '../../../policies/bundle/search.ts';

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

/** Why this machine can have no real node, and what to do about it; undefined where it can. */
export async function obstacleToNodes(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'they need Linux';
  if (process.getuid?.() !== 0) return 'they need root';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const [program, debianPackage] of Object.entries(needed)) {
    const found = await Promise.all(folders.map(folder => isExecutable(join(folder, program))));
    if (!found.includes(true)) return `there is no ${program} on PATH: apt-get install ${debianPackage}`;
  }
  const { exitCode, stderr } = await runProgram('unshare', ['--mount', '--net', '--pid', '--fork', 'true']);
  return exitCode === 0 ? undefined : `root may not do here what it takes: ${stderr.trim()}`;
}
