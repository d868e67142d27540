import { runProgram } from '../../../kubernetes/program/program.ts';

/**
 * Numbers of the processes in a group, provided that the command line of one of them names the
 * folder: while a member lives the group's number is not given to another, but afterwards it may
 * be.
 */
export async function groupMembers(group: number, folder: string): Promise<number[]> {
  const { stdout } = await runProgram('ps', ['-A', '-ww', '-o', 'pid=,pgid=,args=']);
  const members = stdout
    .split('\n')
    .map(line => /^ *(\d+) +(\d+) (.*)$/.exec(line))
    .filter(found => Number(found?.[2]) === group);
  const isOurs = members.some(found => found?.[3]?.includes(folder) === true);
  return isOurs ? members.map(found => Number(found?.[1])) : [];
}

/** Ends what is left of a group. */
export function endGroup(group: number): void {
  signalUnlessGone(-group, 'SIGKILL');
}

export function signalUnlessGone(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
