import { runProgram } from '../../../kubernetes/program/program.ts';

/** The cost of one run of a command line. */
export interface Taken {
  seconds: number;
  /** CPU time of all its processes, of user and system. */
  cpuSeconds: number;
  /** The most memory that node had resident; 0 where the line runs no node. */
  mebibytes: number;
}

/** Node writes its peak of memory at its end. */
const preload = `data:text/javascript,${encodeURIComponent(
  `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS / 1024))`,
)}`;

/** Words of bash that run node, and node that tells its peak of memory, which takes time. */
export const node = process.execPath;
export const nodeWithPeak = `${node} --import '${preload}'`;

/**
 * Runs a line of bash without its stdout.
 * @param exitCode the only one that is no error
 */
export async function takenBy(line: string, env: NodeJS.ProcessEnv, exitCode: number): Promise<Taken> {
  const script = `TIMEFORMAT='took %R %U %S'; time { ${line} >/dev/null; }; exit $?`;
  const { stderr, exitCode: ended } = await runProgram('bash', ['-c', `set -o pipefail; ${script}`], { env });
  if (ended !== exitCode) throw new Error(`${line} ended with ${ended}: ${stderr}`);
  const [, seconds, user, system] = /took (\S+) (\S+) (\S+)/.exec(stderr) ?? [];
  const [, peak = 0] = /peak ([\d.]+)/.exec(stderr) ?? [];
  return { seconds: Number(seconds), cpuSeconds: Number(user) + Number(system), mebibytes: Number(peak) };
}
