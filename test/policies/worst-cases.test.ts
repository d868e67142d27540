import { expect, test } from 'vitest';
import { openEngine } from '../../policies/engine/engine.ts';
import { readPolicy } from '../../policies/engine/policy-files.ts';
import { workerPages } from '../../webhooks/evaluation/wasm-memory.ts';
import { worstCases } from '../bench/worst-cases/cases.ts';
import { reviewsOf } from '../bench/worst-cases/review.ts';
import { amountOf } from '../long-forms.ts';

/** The whole form is as long as an API server takes the body of a request. */
const bytes = amountOf('worstCases') * 1024;

const engine = openEngine(await readPolicy(new URL('../../dist/', import.meta.url)), workerPages);

test('each rule has a worst case', () => {
  expect(Object.keys(worstCases).sort()).toEqual(engine.rules().sort());
});

const cases = Object.entries(worstCases).flatMap(([rule, found]) => found.map(worst => ({ rule, worst })));

test.each(cases)(`a thread judges $worst.title of $rule with ${bytes} bytes`, ({ worst }) => {
  for (const review of Object.values(reviewsOf(worst, bytes))) {
    expect(engine.decide(review).findings.length).toBeLessThan(1_000);
    expect(engine.mutate(review).findings.length).toBeLessThan(1_000);
  }
});
