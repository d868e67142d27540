import { expect, test } from 'vitest';
import { progressWriter, type Progress } from './progress.ts';
import { etcd } from './tools.ts';

const step = { tool: etcd, step: 2, steps: 5 };
const events: Progress[] = [
  ...Array.from({ length: 62 }, (_, seconds) => ({ ...step, state: 'building' as const, seconds: seconds + 0.2 })),
  { ...step, state: 'built', seconds: 62.4 },
];

function written(isTTY: boolean, progress: readonly Progress[]): string {
  let output = '';
  const write = progressWriter({ isTTY, columns: 50, write: text => (output += text) });
  for (const event of progress) write(event);
  return output;
}

test('in a log there is a line at the start, each half minute and at the end', () => {
  expect(written(false, events)).toBe(`\
[2/5] etcd v3.7.3: building, 0:00 (usually 0:26)
[2/5] etcd v3.7.3: building, 0:30 (usually 0:26)
[2/5] etcd v3.7.3: building, 1:00 (usually 0:26)
[2/5] etcd v3.7.3: built in 1:02
`);
});

test('on a terminal the line is written over until the step has ended', () => {
  expect(written(true, events.slice(-2))).toBe(
    '\r\u001B[2K[2/5] etcd v3.7.3: building, 1:01 (usually 0:26)\r\u001B[2K[2/5] etcd v3.7.3: built in 1:02\n',
  );
});

test('whoever waits for another process is told for which', () => {
  const holder = 'process 4711 in /home/anna/kubectl-fleet';
  expect(written(false, [{ ...step, state: 'waiting', seconds: 3, holder }])).toBe(
    '[2/5] etcd v3.7.3: waiting 0:03 for process 4711 in /home/anna/kubectl-fleet, which builds it\n',
  );
});

test('on a narrow terminal the line is cut', () => {
  const holder = 'process 4711 in /home/anna/kubectl-fleet';
  const [, line] = written(true, [{ ...step, state: 'waiting', seconds: 3, holder }]).split('\u001B[2K');
  expect(line).toBe('[2/5] etcd v3.7.3: waiting 0:03 for process 4711 ');
});
