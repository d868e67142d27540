import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import { readResourceArguments } from '../../command-line/resource-arguments.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { askedCluster } from '../../fanout/asked-cluster.ts';
import { exitCodeOf, failureLines, messageLines } from '../../fanout/failures.ts';
import { documentText } from '../../output/format.ts';
import { objectName } from '../../output/name.ts';
import { andMore } from '../../output/names-within.ts';
import { readConditions } from './conditions.ts';
import { isObject, targetName, type Target, type WaitQuery } from './find-targets.ts';
import type { waitFlags } from './flags.ts';
import { waitInCluster, type Waited, type WaitReport } from './wait-in-cluster.ts';

type Flags = FlagsOf<typeof waitFlags>;

/** Milliseconds after the end of the wait in which the last answers may come. */
const grace = 10_000;

/**
 * Waits in all clusters at once, and prints each object as it meets its condition. Returns 1 where
 * an object did not in time, or does not exist.
 * @throws FleetError
 */
export async function waitForObjects(
  words: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  const query = queryOf(words, flags);
  const conditions = readConditions(flags.for);
  const { timeout } = flags;
  const report = reportTo(environment, flags.output);
  const question = waitInCluster(query, { conditions, timeout, interrupt: environment.signal, report });
  // The line of progress is that of the objects, not that of the clusters.
  const quiet = { ...environment, progress: () => undefined };
  // A wait holds its connection, so that no cluster waits for the end of another one's wait.
  const options = { ...flags, timeout: timeout + grace, parallel: Infinity };
  const answers = await askFleet(question, options, quiet);
  environment.progress('');
  if (flags.output === 'json' || flags.output === 'yaml') {
    environment.stdout(await documentText(flags.output, documentOf(answers)));
  }
  for (const line of [...failureLines(answers), ...unmetLines(answers, timeout)]) environment.stderr(line);
  const exitCode = exitCodeOf(answers);
  if (exitCode !== 0) return exitCode;
  return answers.every(answer => answer.ok && isAllMet(answer.value)) ? 0 : 1;
}

function queryOf(words: readonly string[], flags: Flags): WaitQuery {
  const wanted = readResourceArguments('wait', words);
  const { selector, 'field-selector': fieldSelector } = flags;
  const isNamed = wanted.every(({ names }) => names.length > 0);
  const selection = {
    ...(selector !== undefined && { labelSelector: selector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  };
  const isSelected = flags.all || Object.keys(selection).length > 0;
  if (!isNamed && !isSelected) {
    throw fleetErrors.namesInvalid(
      'wait',
      'resource(s) were provided, but no name was specified; --all is all of them',
    );
  }
  if (isNamed && isSelected) {
    throw fleetErrors.namesInvalid('wait', 'name cannot be provided when a selector or --all is specified');
  }
  return { wanted, selection, namespace: flags['all-namespaces'] ? '' : flags.namespace };
}

/** Prints objects as they meet their condition, and how many are left. */
function reportTo({ stdout, stderr, progress }: Environment, format: Flags['output']): WaitReport {
  const printed = new Set<string>();
  const left = new Map<string, number>();
  return {
    met: (cluster, target, condition) => {
      if (format === 'json' || format === 'yaml') return;
      const { resource, name, object } = target;
      // Two contexts of one cluster wait for the same object.
      const uid = isObject(object) ? (object.metadata.uid ?? cluster) : cluster;
      const key = `${uid} ${name} ${condition}`;
      if (printed.has(key)) return;
      printed.add(key);
      stdout(`${cluster} ${objectName(resource, name)}${format === 'name' ? '' : ' condition met'}`);
    },
    left: (cluster, count) => {
      left.set(cluster, count);
      const waiting = [...left].filter(([, count]) => count > 0).map(([name, count]) => `${name} (${count})`);
      progress(waiting.length === 0 ? '' : `waiting for objects of ${waiting.join(', ')}`);
    },
    problem: (cluster, problem) => {
      stderr(`${cluster}: ${problem}; trying again`);
    },
  };
}

/** Number of objects of one cluster that a message names. */
const named = 5;

function unmetLines(answers: readonly Answer<Waited>[], timeout: number): string[] {
  const verb = timeout === 0 ? 'condition not met for' : 'timed out waiting for the condition on';
  const messages = answers.flatMap(answer => {
    if (!answer.ok) return [];
    const { pending, absent } = answer.value;
    const late = pending.length === 0 ? [] : [`${verb} ${andMore(pending.map(targetName), named)}`];
    return [...absent, ...late].map(message => ({ cluster: answer.cluster.name, message }));
  });
  return messageLines(messages);
}

function isAllMet({ pending, absent }: Waited): boolean {
  return pending.length === 0 && absent.length === 0;
}

function documentOf(answers: readonly Answer<Waited>[]): object {
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'WaitResult',
    clusters: answers.map(answer => askedCluster(answer, [])),
    objects: answers.flatMap(answer => {
      if (!answer.ok) return [];
      const entry = (conditionMet: boolean) => (target: Target) => ({
        cluster: answer.cluster.name,
        kind: target.resource.kind,
        namespace: target.namespace,
        name: target.name,
        conditionMet,
      });
      return [...answer.value.met.map(entry(true)), ...answer.value.pending.map(entry(false))];
    }),
  };
}
