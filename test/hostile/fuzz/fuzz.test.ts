import { expect, test } from 'vitest';
import { recordedMember } from '../../admission/recorded.ts';
import { amountOf } from '../../long-forms.ts';
import { settings } from '../settings.ts';
import { readCorpus } from './corpus.ts';
import { fuzz } from './run.ts';
import { sendToBoth } from './target.ts';

test('what once broke a promise breaks none any more', async () => {
  const app = await recordedMember(settings);
  for (const body of readCorpus()) await sendToBoth(app, body);
});

const seconds = amountOf('fuzzing');

test(`whatever is sent for ${seconds} seconds is judged or refused, and breaks no promise`, async () => {
  const corpus = readCorpus();
  const { failure, reached, sent } = await fuzz(await recordedMember(settings), corpus, { seed: 1, seconds });
  expect(failure).toBeUndefined();
  // Beyond what was sent before, and through most of what there is.
  expect(sent).toBeGreaterThan(corpus.length);
  expect(reached).toBeGreaterThan(100);
}, 300_000);
