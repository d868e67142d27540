import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import { readResourceArguments } from '../../command-line/resource-arguments.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { askedCluster } from '../../fanout/asked-cluster.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { shortNamesOf } from '../../fanout/short-names-of.ts';
import { documentText } from '../../output/format.ts';
import { printTables } from '../../output/print-tables.ts';
import type { Table } from '../../output/table.ts';
import { lastSeen, timeOf, type Event } from './event.ts';
import type { eventsFlags } from './flags.ts';
import { readEvents, type EventQuery } from './read-events.ts';

type Flags = FlagsOf<typeof eventsFlags>;

/** One event with its cluster. */
interface FleetEvent {
  cluster: string;
  object: Event;
}

/**
 * Prints the events of all clusters, the latest last. Clocks of clusters may differ.
 * @throws FleetError
 */
export async function showEvents(flags: Flags, environment: Environment): Promise<ExitCode> {
  const answers = await askFleet(readEvents(queryOf(flags)), flags, environment, joined);
  const events = answers
    .flatMap(answer => (answer.ok ? answer.value.map(object => ({ cluster: answer.cluster.name, object })) : []))
    .sort((one, other) => (timeOf(one.object) || 0) - (timeOf(other.object) || 0));
  if (flags.output === 'json' || flags.output === 'yaml') {
    environment.stdout(await documentText(flags.output, documentOf(answers, events)));
  } else if (events.length > 0) {
    printTables([tableOf(answers, events, flags, environment.now())], flags, environment);
  } else if (answers.some(({ ok }) => ok)) {
    environment.stderr(
      flags.namespace === undefined ? 'No events found.' : `No events found in ${flags.namespace} namespace.`,
    );
  }
  for (const line of failureLines(answers)) environment.stderr(line);
  return exitCodeOf(answers);
}

function queryOf({ types, for: about, namespace, ...flags }: Flags): EventQuery {
  const lower = types.map(type => type.toLowerCase());
  if (!lower.every(type => type === 'normal' || type === 'warning')) {
    throw fleetErrors.flagsConflict('valid --types are Normal or Warning', 'events');
  }
  if (about !== undefined && !about.includes('/')) {
    throw fleetErrors.flagsConflict('--for must be in resource/name form', 'events');
  }
  return {
    namespace: flags['all-namespaces'] ? '' : namespace,
    about: about === undefined ? undefined : readResourceArguments('events', [about])[0],
    types: lower,
    chunk: flags['chunk-size'],
  };
}

/** Joins the answers of two contexts of one cluster. */
function joined(first: Event[], second: Event[]): Event[] {
  const known = new Set(first.map(({ metadata }) => metadata.uid));
  return [...first, ...second.filter(({ metadata }) => !known.has(metadata.uid))];
}

function tableOf(answers: readonly Answer<Event[]>[], events: readonly FleetEvent[], flags: Flags, now: Date): Table {
  const isMixed = flags.namespace === undefined && answers.some(({ cluster }) => cluster.namespaces.length > 1);
  const withNamespace = flags['all-namespaces'] || isMixed;
  const columns = [
    'CLUSTER',
    ...(withNamespace ? ['NAMESPACE'] : []),
    'LAST SEEN',
    'TYPE',
    'REASON',
    'OBJECT',
    'MESSAGE',
  ];
  return {
    columns,
    rows: events.map(({ cluster, object }) => {
      const { metadata, type, reason, involvedObject, message } = object;
      const isWarning = type === 'Warning';
      return [
        cluster,
        ...(withNamespace ? [metadata.namespace ?? ''] : []),
        lastSeen(object, now),
        isWarning ? { text: type, colour: 'yellow' as const } : (type ?? ''),
        reason ?? '',
        `${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''}`,
        (message ?? '').trim(),
      ];
    }),
    narrow: { shortNames: shortNamesOf(answers), cutFirst: ['MESSAGE', 'OBJECT'], leaveOut: ['NAMESPACE', 'TYPE'] },
  };
}

function documentOf(answers: readonly Answer<Event[]>[], events: readonly FleetEvent[]): object {
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetEventList',
    clusters: answers.map(answer => askedCluster(answer, [])),
    items: events.map(({ cluster, object }) => ({ cluster, object: whole(object) })),
  };
}

/** Returns an event as kubectl prints it. Items of a list have no apiVersion and kind. */
function whole({ metadata, ...event }: Event): object {
  const kept = Object.entries(metadata).filter(([key]) => key !== 'managedFields');
  return { apiVersion: 'v1', kind: 'Event', metadata: Object.fromEntries(kept), ...event };
}
