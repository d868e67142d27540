import { loadEngine, type Engine } from '../../../policies/engine/engine.ts';
import { EngineError } from '../../../policies/engine/errors.ts';
import type { Answer } from '../clusters/answer.ts';
import type { Question } from '../clusters/ask.ts';
import { askFleet, exitCodeOf, failureLines } from '../clusters/fleet.ts';
import { ClusterError } from '../clusters/reasons.ts';
import type { Command, ExitCode, Surroundings } from '../commands/command.ts';
import type { FlagValues } from '../flags.ts';
import { chooseFormat, documentText } from '../output/format.ts';
import { tableLines } from '../output/table.ts';
import { summarize, type ClusterSummary, type Surveyed } from './cluster-summary.ts';
import { clusterTable } from './cluster-table.ts';
import { readInventory } from './read-inventory.ts';

/**
 * Prints every cluster that the flags select.
 * @throws FleetError, EngineError
 */
export async function showClusters(flags: FlagValues, surroundings: Surroundings, command: Command): Promise<ExitCode> {
  const format = chooseFormat(flags, command);
  const answers = await askFleet(survey(surroundings.policyFolder), flags, surroundings);
  const summaries = answers.map(summarize);
  surroundings.stdout(await textOf(format, summaries, flags));
  const lines = [...failureLines(answers), ...unreadLines(answers), total(answers)];
  for (const line of lines) surroundings.stderr(line);
  return exitCodeOf(answers);
}

/** Reads one cluster's objects while the policy loads, and has the policy read its facts. */
function survey(policyFolder: URL): Question<Surveyed> {
  let loading: Promise<Engine> | undefined;
  return async client => {
    loading ??= loadEngine(policyFolder);
    const [engine, inventory] = await Promise.all([loading, readInventory(client)]);
    try {
      return { ...inventory, facts: engine.readFacts(inventory.objects) };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      throw new ClusterError('UNJUDGED', `its facts cannot be read: ${error.message}`, { cause: error });
    }
  };
}

async function textOf(format: string, summaries: readonly ClusterSummary[], flags: FlagValues): Promise<string> {
  if (format === 'name') return summaries.map(({ name }) => name).join('\n');
  if (format === 'table' || format === 'wide') {
    return tableLines(clusterTable(summaries, format === 'wide'), flags['no-headers'] === true).join('\n');
  }
  return documentText(format, {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'ClusterList',
    clusters: summaries,
  });
}

/** One line for each cluster of which parts stay unknown: which, and the first reason. */
function unreadLines(answers: readonly Answer<Surveyed>[]): string[] {
  return answers.flatMap(answer => {
    const unread = answer.ok ? answer.value.unread : [];
    const [first] = unread;
    if (first === undefined) return [];
    const parts = [...new Set(unread.map(({ part }) => part))].join(', ');
    return [`${answer.cluster.name}: no access to ${parts} (${first.error.message})`];
  });
}

function total(answers: readonly Answer<Surveyed>[]): string {
  const failed = answers.filter(({ ok }) => !ok).map(({ cluster }) => cluster.name);
  const clusters = `${answers.length} cluster${answers.length === 1 ? '' : 's'}`;
  const answered = `${clusters}, ${answers.length - failed.length} answered`;
  return failed.length === 0 ? answered : `${answered}; no answer: ${failed.join(', ')}`;
}
