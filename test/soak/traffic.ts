import { readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { send } from '../testbed/cluster/send.ts';
import { largeReviews } from './large-reviews.ts';

const folder = join(import.meta.dirname, '../fixtures/admission');
/** What API servers have really asked. */
const recordings = readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'));

/**
 * Reviews in a second of the hour, each of both webhooks: what a busy cluster of some hundred nodes
 * has asked.
 */
const objectsPerSecond = 10;
/** Large reviews in the hour. */
const largeEvery = 6 * 60;
const connections = 8;

interface Target {
  readonly url: string;
  /** PEM */
  readonly authority: string;
}

export interface Traffic {
  reviews: number;
  large: number;
  /** Answers other than 200. */
  failed: string[];
  /** Longest time until an answer to a review that is not large, in milliseconds. */
  slowest: number;
}

/**
 * Sends the recorded reviews again and again, each of another object of another name, so many times
 * as fast as an hour has them, until told; now and then one of nearly 7 MiB. What is counted goes
 * on in `traffic`.
 */
export async function replay(target: Target, speed: number, traffic: Traffic, isDone: () => boolean): Promise<void> {
  let sent = 0;
  const began = performance.now();
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: target.authority });
    while (!isDone()) {
      const number = sent++;
      const due = began + (number * 1000) / (objectsPerSecond * speed);
      await setTimeout(Math.max(0, due - performance.now()));
      const isLarge = number % (objectsPerSecond * largeEvery) === objectsPerSecond;
      const body = isLarge ? largeReview(number) : recordedReview(number);
      for (const webhook of ['mutate', 'validate']) await review(webhook, body, isLarge, agent);
    }
    agent.destroy();
  };
  const review = async (webhook: string, body: string, isLarge: boolean, agent: Agent): Promise<void> => {
    const start = performance.now();
    const answer = await send(`${target.url}/${webhook}?timeout=10s`, { body, agent }).then(
      reply => (reply.status === 200 ? undefined : `${reply.status} ${reply.body}`),
      String,
    );
    if (answer !== undefined) traffic.failed.push(answer);
    if (isLarge) traffic.large++;
    else {
      traffic.reviews++;
      traffic.slowest = Math.max(traffic.slowest, performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
}

function recordedReview(number: number): string {
  const text = recordings[number % recordings.length] ?? '';
  const suffix = number.toString(36);
  return text
    .replace(/"uid": "[^"]*/, match => `${match}-${suffix}`)
    .replaceAll(/"name": "[^"]+/g, match => `${match}-${suffix}`);
}

const { configMap, thing } = largeReviews();

function largeReview(number: number): string {
  return number % (2 * objectsPerSecond * largeEvery) < objectsPerSecond * largeEvery ? configMap : thing;
}
