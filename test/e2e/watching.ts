import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { until } from '../testbed/errors/until.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl as tool } from '../../tools/binaries/tools.ts';
import { node, program } from './plugin.ts';

/** A program that runs until it is interrupted. */
export interface Watching {
  stdout: () => string;
  stderr: () => string;
  /** Waits until stdout has text that matches. */
  shows: (wanted: RegExp) => Promise<void>;
  /** The same for stderr. */
  tells: (wanted: RegExp) => Promise<void>;
  /** Stops its process, so that it reads nothing, until `resume`. */
  pause: () => void;
  resume: () => void;
  /** Presses Ctrl-C, and returns the exit code. */
  interrupt: () => Promise<number | null>;
}

/** Starts the plugin; `line` is split at spaces. It ends with the test at the latest. */
export function watching(kubeconfig: string, line: string): Watching {
  return start(node, [program, ...line.split(' ')], kubeconfig);
}

/** Starts the real kubectl. */
export async function kubectlWatching(kubeconfig: string, line: string): Promise<Watching> {
  return start(await findBinary(tool), line.split(' '), kubeconfig);
}

function start(command: string, words: readonly string[], kubeconfig: string): Watching {
  const child = spawn(command, words, { env: { ...process.env, KUBECONFIG: kubeconfig } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const comes = (text: () => string, wanted: RegExp) =>
    until(`${String(wanted)} comes`, () => Promise.resolve(wanted.test(text()) || undefined)).then(() => undefined);
  return {
    stdout: () => out,
    stderr: () => err,
    shows: wanted => comes(() => out, wanted),
    tells: wanted => comes(() => err, wanted),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    interrupt: async () => {
      const closed = once(child, 'close');
      child.kill('SIGINT');
      await closed;
      return child.exitCode;
    },
  };
}
