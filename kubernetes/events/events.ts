import { randomBytes } from 'node:crypto';
import { reasonOf } from '../errors/reason.ts';
import type { Writer } from '../client/client.ts';
import { reportNew } from '../retry/report-new.ts';
import { hasReason } from '../errors/cluster-error.ts';

/**
 * An Event for the people who work with an object. A dry run writes none: it changes nothing and
 * leaves nothing behind.
 */
export interface NewEvent {
  about: { apiVersion: string; kind: string; namespace?: string; name: string; uid?: string };
  type: 'Normal' | 'Warning';
  /** The kind of event, as one word for programs, e.g. BundleRefused. */
  reason: string;
  message: string;
}

/** Records an event some time later. Drops events that come too fast. Never throws. */
export type RecordEvent = (event: NewEvent) => void;

interface Recorder {
  /** The process that reports the event, e.g. the name of its Pod. */
  instance: string;
  now: () => Date;
  /** Called with a message, once for each new problem. */
  onProblem: (problem: string) => void;
}

interface Recorded {
  event: NewEvent;
  first: string;
  last: string;
  count: number;
  /** The path of the Event after it was written. */
  path?: string;
}

/** Number of Events that are written at once. One more is allowed each second. */
const burst = 50;
/**
 * Number of different events that are remembered. A repeated event increases the count of the
 * first.
 */
const remembered = 1_000;

/**
 * Returns the function that writes Events. They are of core/v1: kubectl and exporters show its
 * `count` and `lastTimestamp` of a repeated event, and both API groups store the same objects.
 * Needs `create` and `patch` on events in the namespaces of the objects. Events of objects without
 * a namespace are in `default`, as the API server requires.
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
  // The name is not that of the object: a name such as system:node is not valid for an Event.
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

/** The limit of the newer API of Events (staging/src/k8s.io/api/events/v1/types.go, note). */
const longestMessage = 1_000;

/**
 * Returns false for an Event that no longer exists. API servers delete an Event after an hour by
 * default. Throws other errors.
 */
function isMissing(error: unknown): false {
  if (hasReason(error, 'NotFound')) return false;
  throw error;
}

/** Returns a function that returns true while one more Event is allowed. */
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
