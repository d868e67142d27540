import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recorded, recordings } from '../../admission/recorded.ts';

/**
 * Bodies that once reached a part of the code which no other had reached, or that once broke a
 * promise.
 */
const folder = join(import.meta.dirname, 'corpus');

/** The bodies from which a run starts: those kept here, and those of real API servers. */
export function readCorpus(): string[] {
  const kept = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'));
  return [...kept, ...recordings.map(file => JSON.stringify(recorded(file)))];
}

/** Keeps a body for all later runs, and answers its file. */
export async function keep(body: string): Promise<string> {
  const file = join(folder, createHash('sha256').update(body).digest('hex').slice(0, 16));
  await writeFile(file, body);
  return file;
}
