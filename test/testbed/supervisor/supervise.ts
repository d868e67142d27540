import { fork, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TestbedError } from '../errors/testbed-error.ts';
import { endGroup } from './group.ts';
import { logFolder } from './logs.ts';
import { isReport, type Command, type ProcessDescription, type Report } from './messages.ts';

/**
 * A process that runs in a cluster's folder until it is ended, ends by itself, or the cluster is
 * stopped.
 */
export interface RunningProcess {
  readonly pid: number;
  /** File that takes what it writes. */
  readonly log: string;
  readonly end: () => Promise<void>;
}

/**
 * The processes and the folder of one cluster. They go when this process goes, however that
 * happens.
 */
export interface Supervisor {
  readonly pid: number;
  /** @throws TestbedError PROCESS_DIED when there is no such program */
  readonly run: (process: ProcessDescription) => Promise<RunningProcess>;
  /**
   * @throws TestbedError PROCESS_DIED with the last lines of its log when a process has ended that
   *   nobody ended; once for each
   */
  readonly checkAlive: () => Promise<void>;
  /** Everything goes on after this process has ended. */
  readonly detach: () => Promise<void>;
  readonly stop: (keepsLogs: boolean) => Promise<void>;
}

/**
 * Starts the supervisor of one cluster, which makes the folder.
 * @throws TestbedError FOLDER_TAKEN
 */
export async function supervise(folder: string, options: { readonly detached: boolean }): Promise<Supervisor> {
  const child = fork(join(import.meta.dirname, 'supervisor.ts'), [folder], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', options.detached ? 'ignore' : 'inherit', 'ipc'],
  });
  const ask = asking(child);
  await ask(undefined, report => {
    if (report.report === 'refused') return new TestbedError('FOLDER_TAKEN', report.reason);
    return report.report === 'ready' ? true : undefined;
  });
  const pid = child.pid ?? 0;
  const gone = new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      endGroup(pid);
      rm(folder, { recursive: true, force: true }).then(resolve, reject);
    });
  });
  const unexpected: { name: string; ending: string }[] = [];
  const expected = new Set<string>();
  child.on('message', message => {
    if (isReport(message) && message.report === 'ended' && !expected.has(message.name)) unexpected.push(message);
  });
  const logOf = (name: string): string => join(logFolder(folder), `${name}.log`);

  return {
    pid,
    async run(process) {
      const { name } = process;
      expected.delete(name);
      const started = await ask({ do: 'run', process }, report => {
        if (report.report === 'failed' && report.name === name) return new TestbedError('PROCESS_DIED', report.reason);
        return report.report === 'started' && report.name === name ? report : undefined;
      });
      const end = async (): Promise<void> => {
        expected.add(name);
        await ask({ do: 'end', name }, report => (report.report === 'ended' && report.name === name) || undefined);
      };
      return { pid: started.pid, log: logOf(name), end };
    },
    async checkAlive() {
      const first = unexpected.shift();
      if (first === undefined) return;
      const { name, ending } = first;
      const lines = (await readFile(logOf(name), 'utf8')).trimEnd().split('\n').slice(-15).join('\n');
      throw new TestbedError('PROCESS_DIED', `${name} ended with ${ending}; the last lines of its log:\n${lines}`);
    },
    async detach() {
      await ask({ do: 'detach' }, report => report.report === 'detached' || undefined);
    },
    async stop(keepsLogs) {
      if (child.connected) child.send({ do: 'stop', keepsLogs } satisfies Command);
      child.ref();
      await gone;
    },
  };
}

type Ask = <T>(command: Command | undefined, answer: (report: Report) => T | TestbedError | undefined) => Promise<T>;

/**
 * Sends a command and waits for the report that answers it. Only while somebody waits does the
 * supervisor keep this process from ending.
 */
function asking(child: ChildProcess): Ask {
  let waiting = 0;
  const hold = (change: 1 | -1): void => {
    waiting += change;
    const method = waiting > 0 ? 'ref' : 'unref';
    child[method]();
    child.channel?.[method]();
  };
  child.setMaxListeners(0);
  return (command, answer) =>
    new Promise((resolve, reject) => {
      const finish = (): void => {
        child.off('message', hear).off('exit', fail);
        hold(-1);
      };
      const hear = (message: unknown): void => {
        const value = isReport(message) ? answer(message) : undefined;
        if (value === undefined) return;
        finish();
        if (value instanceof TestbedError) reject(value);
        else resolve(value);
      };
      const fail = (): void => {
        finish();
        reject(
          new TestbedError('SUPERVISOR_DIED', `the supervisor of a cluster, process ${child.pid ?? 0}, has ended`),
        );
      };
      hold(1);
      child.on('message', hear).on('exit', fail);
      if (!child.connected) fail();
      else if (command !== undefined) child.send(command);
    });
}
