import { randomBytes } from 'node:crypto';
import { reasonOf } from '../errors/reason.ts';
import type { Writer } from '../client/client.ts';
import { reportNew } from '../retry/report-new.ts';
import { hasReason } from '../errors/cluster-error.ts';

/**
 * Something that the people around an object should see with it. Never of a dry run, which changes
 * nothing and leaves nothing behind.
 */
export interface NewEvent {
  about: { apiVersion: string; kind: string; namespace?: string; name: string; uid?: string };
  type: 'Normal' | 'Warning';
  /** The kind of event, in one word for programs, e.g. BundleRefused. */
  reason: string;
  message: string;
}

/** Records an event, some time later; what comes too fast is left out. Never throws. */
export type RecordEvent = (event: NewEvent) => void;

interface Recorder {
  /** The process that says it, e.g. the name of its Pod. */
  instance: string;
  now: () => Date;
  /** Told in words, once for each new problem. */
  onProblem: (problem: string) => void;
}

interface Recorded {
  event: NewEvent;
  first: string;
  last: string;
  count: number;
  /** The path of the Event, once it was written. */
  path?: string;
}

/** So many Events at once, and one more each second. */
const burst = 50;
/** So many different events are remembered, to count those that come again. */
const remembered = 1_000;

/**
 * Makes the function that writes Events. They are of core/v1, because kubectl and exporters show
 * its `count` and `lastTimestamp` of one that comes again, and both API groups keep the same
 * objects. Needs `create`
 * and `patch` on events in the namespaces of the objects; those that lie in none have theirs in
 * `default`, where the API server wants them.
 */
export function eventRecorder(client: Writer, { instance, now, onProblem }: Recorder): RecordEvent {
  const seen = new Map<string, Recorded>();
  const mayWrite = allowance(now);
  const tellNew = reportNew(onProblem);
  let writing = Promise.resolve();
  return event => {
    const key = JSON.stringify(event);
    const last = now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
    const recorded = seen.get(key) ?? { event, first: last, last, count: 0 };
    Object.assign(recorded, { last, count: recorded.count + 1 });
    seen.delete(key);
    seen.set(key, recorded);
    const [oldest] = seen.keys();
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    if (!mayWrite()) return;
    writing = writing
      .then(() => write(client, recorded, instance))
      .then(
        () => {
          tellNew([]);
        },
        (error: unknown) => {
          tellNew([`no Event could be written: ${reasonOf(error)}`]);
        },
      );
  };
}

async function write(client: Writer, recorded: Recorded, instance: string): Promise<void> {
  const { event, first, last, count, path } = recorded;
  const { about, type, reason, message } = event;
  if (path !== undefined) {
    const isThere = await client.write('PATCH', path, { count, lastTimestamp: last }).then(() => true, isMissing);
    if (isThere) return;
  }
  const namespace = about.namespace ?? 'default';
  const list = `/api/v1/namespaces/${namespace}/events`;
  // Not named after the object: a name such as system:node could be none of an Event.
  const name = `kubectl-fleet.${randomBytes(8).toString('hex')}`;
  await client.write('POST', list, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace },
    involvedObject: about,
    type,
    reason,
    message: Array.from(message).slice(0, longestMessage).join(''),
    firstTimestamp: first,
    lastTimestamp: last,
    count,
    reportingComponent: 'kubectl-fleet',
    reportingInstance: instance,
  });
  recorded.path = `${list}/${name}`;
}

/** As the newer API of Events has it (staging/src/k8s.io/api/events/v1/types.go, note). */
const longestMessage = 1_000;

/** An Event lives for an hour, as API servers have it by themselves. */
function isMissing(error: unknown): false {
  if (hasReason(error, 'NotFound')) return false;
  throw error;
}

/** Returns a function that is true while one more Event may be written. */
function allowance(now: () => Date): () => boolean {
  let left = burst;
  let last = now().getTime();
  return () => {
    const time = now().getTime();
    left = Math.min(burst, left + Math.max(0, time - last) / 1_000);
    last = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
