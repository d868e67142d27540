import type { Connection } from '../kubeconfig/cluster.ts';
import type { CallPlugin, PluginCredentials } from './credentials.ts';
import { callPlugin } from './exec-plugin.ts';
import type { ExecEntry } from '../kubeconfig/schema.ts';
import { isInteractive, type PluginEnvironment } from './plugin-process.ts';
import { until } from '../deadline/until.ts';

/** One call of a plugin, and the number of clusters that wait for it. */
interface Call {
  answer: Promise<PluginCredentials>;
  waiting: number;
  end: AbortController;
}

/**
 * Calls each plugin configuration once for all clusters that use it. Calls plugins that prompt a
 * person one after another. Kills a call when the last cluster that waits for it has reached its
 * deadline.
 */
export function sharePlugins(environment: PluginEnvironment): CallPlugin {
  const calls = new Map<string, Call>();
  let turn: Promise<unknown> = Promise.resolve();

  const start = (connection: Connection, exec: ExecEntry): Call => {
    const end = new AbortController();
    const call = () => callPlugin(connection, exec, environment, end.signal);
    const answer = isInteractive(exec) ? turn.then(call) : call();
    if (isInteractive(exec)) turn = answer.catch(() => undefined);
    return { answer, waiting: 0, end };
  };

  return async (connection, exec, deadline) => {
    const key = JSON.stringify([exec, exec.provideClusterInfo === true ? connection.cluster : '']);
    const call = calls.get(key) ?? start(connection, exec);
    calls.set(key, call);
    call.waiting += 1;
    try {
      return await until(deadline, call.answer, reason => `credential plugin ${exec.command}: ${reason}`);
    } finally {
      call.waiting -= 1;
      if (call.waiting === 0 && deadline.signal.aborted) {
        calls.delete(key);
        call.end.abort();
      }
    }
  };
}
