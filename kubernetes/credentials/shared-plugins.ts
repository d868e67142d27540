import { setImmediate } from 'node:timers/promises';
import type { Connection } from '../kubeconfig/cluster.ts';
import type { CallPlugin, PluginCredentials } from './credentials.ts';
import { callPlugin } from './exec-plugin.ts';
import type { ExecEntry } from '../kubeconfig/schema.ts';
import { isInteractive, type PluginEnvironment } from './plugin-process.ts';
import { allowAll, type PluginPolicy } from './plugin-policy.ts';
import { deadlineError, until } from '../deadline/until.ts';

/** One call of a plugin, and the number of clusters that wait for it. */
interface Call {
  answer: Promise<PluginCredentials>;
  /** The answer after it has come. */
  given: PluginCredentials | undefined;
  /**
   * Milliseconds since 1970 after which the plugin is called again; none for an answer that lasts.
   */
  end: number | undefined;
  waiting: number;
  /** The clusters that wait, for the announcement of a prompt. */
  clusters: Set<string>;
  kill: AbortController;
}

/** Milliseconds for which a failure is the answer for all clusters. */
const failureLasts = 10_000;

/**
 * Calls each plugin configuration once for all clusters that use it, until its answer expires or a
 * server refuses it. Calls plugins that prompt a person one after another, and announces each.
 * Kills a call when the last cluster that waits for it has reached its deadline.
 */
export function sharePlugins(environment: PluginEnvironment, policy: PluginPolicy = allowAll): CallPlugin {
  const calls = new Map<string, Call>();
  let turn: Promise<unknown> = Promise.resolve();

  const start = (connection: Connection, exec: ExecEntry): Call => {
    const kill = new AbortController();
    const run = () => callPlugin(connection, exec, { ...environment, policy }, kill.signal);
    const clusters = new Set<string>();
    const prompt = async () => {
      // Clusters that are asked at the same time join the call before it is announced.
      await setImmediate();
      kill.signal.throwIfAborted();
      if (environment.terminal.stdin) environment.stderr(announcement(exec, connection, [...clusters]));
      return run();
    };
    const answer = isInteractive(exec) ? turn.then(prompt) : run();
    if (isInteractive(exec)) turn = answer.catch(() => undefined);
    const call: Call = { answer, given: undefined, end: undefined, waiting: 0, clusters, kill };
    void answer.then(
      given => Object.assign(call, { given, end: endOf(given) }),
      () => Object.assign(call, { end: Date.now() + failureLasts }),
    );
    return call;
  };

  return async (connection, exec, deadline, refused) => {
    const words = (reason: string) => `credential plugin ${exec.command}: ${reason}`;
    const isOver = () => deadline.signal.aborted;
    if (isOver()) throw deadlineError(deadline, words);
    const key = JSON.stringify([exec, exec.provideClusterInfo === true ? connection.cluster : '']);
    const known = calls.get(key);
    const call = known !== undefined && isUsable(known, refused) ? known : start(connection, exec);
    calls.set(key, call);
    call.clusters.add(connection.names.cluster);
    call.waiting += 1;
    try {
      return await until(deadline, call.answer, words);
    } finally {
      call.waiting -= 1;
      if (call.waiting === 0 && isOver()) {
        if (calls.get(key) === call) calls.delete(key);
        call.kill.abort();
      }
    }
  };
}

function isUsable({ given, end }: Call, refused: PluginCredentials | undefined): boolean {
  return (given === undefined || given !== refused) && (end === undefined || Date.now() < end);
}

/**
 * Returns the end of an answer. One that had ended before it came lasts, until a server refuses it:
 * the next call would give the same.
 */
function endOf({ expires }: PluginCredentials): number | undefined {
  return expires === undefined || expires <= Date.now() ? undefined : expires;
}

const shownClusters = 5;

function announcement({ command }: ExecEntry, { names }: Connection, clusters: readonly string[]): string {
  const more = clusters.length - shownClusters;
  const list = clusters.slice(0, shownClusters).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `credential plugin ${command} asks user "${names.user}" to log in, for ${list}`;
}
