import { expect, test } from 'vitest';
import { recordedMember } from '../../admission/recorded.ts';
import { readCorpus } from './corpus.ts';
import { fuzz } from './run.ts';
import { sendToBoth } from './target.ts';

test('what once broke a promise breaks none any more', async () => {
  const app = await recordedMember();
  for (const body of readCorpus()) await sendToBoth(app, body);
});

test('whatever is sent for a minute is judged or refused, and breaks no promise', async () => {
  const { failure, found, sent } = await fuzz(await recordedMember(), readCorpus(), { seed: 1, seconds: 60 });
  expect(failure).toBeUndefined();
  // It gets somewhere: beyond what was sent before, and not by one body alone.
  expect(found.length).toBeGreaterThan(0);
  expect(sent).toBeGreaterThan(500);
}, 300_000);
