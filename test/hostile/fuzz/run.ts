import type { App } from '../../../webhooks/app.ts';
import { startCoverage } from './coverage.ts';
import { mutate, randomFrom } from './mutate.ts';
import { sendToBoth } from './target.ts';

interface FuzzOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Told every ten seconds. */
  readonly onProgress?: (line: string) => void;
}

interface FuzzRun {
  readonly sent: number;
  /** Parts of the code that ran. */
  readonly reached: number;
  /** Bodies that reached a part which none before had. */
  readonly found: string[];
  /** The body that broke a promise, after which nothing more is sent. */
  readonly failure?: { readonly body: string; readonly reason: string };
}

/** To ask what ran takes as long as a hundred bodies. */
const batch = 200;

/**
 * Sends what is in the corpus, then changes of it and of what reached new parts, until the time is
 * over or a promise is broken.
 */
export async function fuzz(app: App, corpus: readonly string[], options: FuzzOptions): Promise<FuzzRun> {
  const random = randomFrom(options.seed);
  const ran = await startCoverage();
  const reached = new Set<string>();
  const found: string[] = [];
  let sent = 0;
  const sendAll = async (bodies: readonly string[]): Promise<FuzzRun['failure']> => {
    for (const body of bodies) {
      sent++;
      const reason = await sendToBoth(app, body).then(() => undefined, String);
      if (reason !== undefined) return { body, reason };
    }
    return undefined;
  };
  /** Returns the bodies that reached something. */
  const finders = async (bodies: readonly string[], fresh: Set<string>): Promise<string[]> => {
    const first: string[] = [];
    for (const body of bodies) {
      if (fresh.size === 0) break;
      await sendAll([body]);
      const parts = [...(await ran())].filter(part => fresh.has(part));
      if (parts.length > 0) first.push(body);
      for (const part of parts) fresh.delete(part);
    }
    return first;
  };

  let failure = await sendAll(corpus);
  for (const part of await ran()) reached.add(part);
  const start = performance.now();
  for (let due = 10; failure === undefined && performance.now() - start < options.seconds * 1000;) {
    const pool = [...corpus, ...found];
    const pick = (): string => pool[random(pool.length)] ?? '';
    const bodies = Array.from({ length: batch }, () => mutate(pick(), pick(), random));
    failure = await sendAll(bodies);
    const fresh = new Set([...(await ran())].filter(part => !reached.has(part)));
    for (const part of fresh) reached.add(part);
    found.push(...(await finders(bodies, fresh)));
    const seconds = (performance.now() - start) / 1000;
    if (seconds < due) continue;
    due += 10;
    options.onProgress?.(`${seconds.toFixed(0)} s, ${sent} bodies, ${reached.size} parts of the code reached`);
  }
  return { sent, reached: reached.size, found, ...(failure !== undefined && { failure }) };
}
