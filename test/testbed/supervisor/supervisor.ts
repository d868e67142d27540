/**
 * Started as a process of its own for each cluster: makes the cluster's folder, runs its processes,
 * and when the process that started it is gone (or on a signal) ends them all and removes the
 * folder. It leads a process group, so that whoever finds it dead can end the rest.
 *
 * usage: supervisor.ts FOLDER
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keepLogs, logFolder } from './logs.ts';
import { isCommand, type Command, type ProcessDescription, type Report } from './messages.ts';

const folder = process.argv[2] ?? '';
const children = new Map<string, ChildProcess>();
const leftToDo: (readonly [string, ...string[]])[] = [];
let detached = false;
let ending: 'no' | 'with logs removed' | 'with logs kept' = 'no';

process.on('message', message => {
  if (isCommand(message) && ending === 'no') obey(message);
});
process.on('disconnect', () => {
  if (!detached) stop(process.env['FLEET_KEEP_LOGS'] === '1');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The stop of a detached cluster has kept its logs already.
    stop(!detached && process.env['FLEET_KEEP_LOGS'] === '1');
  });
}
makeFolder();

function makeFolder(): void {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { mode: 0o700 });
    mkdirSync(logFolder(folder));
  } catch (error) {
    tell({ report: 'refused', reason: String(error) }, () => process.exit(1));
    return;
  }
  tell({ report: 'ready' });
}

function obey(command: Command): void {
  switch (command.do) {
    case 'run':
      run(command.process);
      return;
    case 'end':
      end(command.name);
      return;
    case 'detach':
      detached = true;
      tell({ report: 'detached' });
      return;
    case 'stop':
      stop(command.keepsLogs);
  }
}

function run({ name, command, arguments: words, environment, afterwards }: ProcessDescription): void {
  if (afterwards !== undefined) leftToDo.push(afterwards);
  const log = openSync(join(logFolder(folder), `${name}.log`), 'a');
  const child = spawn(command, words, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  children.set(name, child);
  const gone = (report: Report): void => {
    children.delete(name);
    tell(report);
    leaveWhenAlone();
  };
  child.on('spawn', () => {
    tell({ report: 'started', name, pid: child.pid ?? 0 });
  });
  child.on('error', error => {
    gone({ report: 'failed', name, reason: error.message });
  });
  child.on('exit', (code, signal) => {
    gone({ report: 'ended', name, ending: signal === null ? `exit code ${code ?? ''}` : `signal ${signal}` });
  });
}

/** Its 'exit' is reported, and so is that it had ended before. */
function end(name: string): void {
  const child = children.get(name);
  if (child === undefined) tell({ report: 'ended', name, ending: 'before' });
  else child.kill('SIGKILL');
}

/** Nobody is given time to end well: nothing in a cluster is worth it. */
function stop(keepsLogs: boolean): void {
  if (ending !== 'no') return;
  ending = keepsLogs ? 'with logs kept' : 'with logs removed';
  for (const child of children.values()) child.kill('SIGKILL');
  leaveWhenAlone();
}

function leaveWhenAlone(): void {
  if (ending === 'no' || children.size > 0) return;
  for (const [program, ...words] of leftToDo) spawnSync(program, words, { stdio: 'ignore' });
  const kept = ending === 'with logs kept' ? keepLogs(folder) : undefined;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  tell({ report: 'stopped' }, () => {
    try {
      if (kept !== undefined) writeSync(2, `logs kept in ${kept}\n`);
    } finally {
      // Children of the processes are in the same group, and so is this process.
      process.kill(-process.pid, 'SIGKILL');
    }
  });
}

/** `then` is called in any case: nobody may be left to listen. */
function tell(report: Report, then: () => void = () => undefined): void {
  if (process.connected) process.send?.(report, then);
  else then();
}
