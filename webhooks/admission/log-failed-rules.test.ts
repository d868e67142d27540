import pino from 'pino';
import { expect, test } from 'vitest';
import { logFailedRules } from './log-failed-rules.ts';

function telling() {
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: line => lines.push(line) });
  return { tell: logFailedRules(log), lines };
}
const conflict = { rule: 'own-no-cattle', reason: 'var assignment conflict' };
const late = { rule: 'own-no-cattle', reason: 'no answer in time' };

test('each reason is told once, whatever lies between', () => {
  const { tell, lines } = telling();
  for (const failures of [[conflict], [], [late], [conflict, late]]) tell(failures, 'sha256:1');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { level: 40, rule: 'own-no-cattle', problem: conflict.reason, msg: 'a rule failed below the ceiling' },
    { level: 40, rule: 'own-no-cattle', problem: late.reason, msg: 'a rule failed below the ceiling' },
  ]);
});

test('the rules of another bundle may fail for the same reason', () => {
  const { tell, lines } = telling();
  tell([conflict], 'sha256:1');
  tell([conflict], 'sha256:2');
  expect(lines).toHaveLength(2);
});

test('reasons that quote objects do not fill the log', () => {
  const { tell, lines } = telling();
  for (let number = 0; number < 1_000; number += 1) tell([{ ...conflict, reason: `no number: ${number}` }], 'sha256:1');
  expect(lines).toHaveLength(100);
});
