import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellWidth } from './cell-width.ts';
import { printTables } from './print-tables.ts';
import type { Table } from './table.ts';

interface Said {
  stdout: string[];
  stderr: string[];
}

/** Returns what is printed on a terminal of this width, or into a pipe without one. */
function print(
  tables: readonly Table[],
  width?: number,
  options: { output?: string; color?: 'auto' | 'always' } = {},
): Said {
  const said: Said = { stdout: [], stderr: [] };
  printTables(
    tables,
    { output: 'table', 'no-headers': false, ...options },
    {
      stdout: text => said.stdout.push(...text.split('\n')),
      stderr: text => said.stderr.push(text),
      terminal: { stdin: false, width },
      env: {},
    },
  );
  return said;
}

const long = 'arn:aws:eks:eu-central-1:123456789012:cluster/prod';
const pods: Table = {
  columns: ['CLUSTER', 'NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
  rows: [
    [long, 'cart-5d9c7b8f6d-x2x4k', '1/1', 'Running', '0', '5d'],
    [
      'gke_acme-prod_europe-west1_shop',
      'payment-gateway-7f9d5c4b6-k8x2p',
      '0/1',
      'CrashLoopBackOff',
      '12 (3m ago)',
      '17h',
    ],
  ],
  narrow: {
    shortNames: new Map([
      [long, 'prod'],
      ['gke_acme-prod_europe-west1_shop', 'shop'],
    ]),
    leaveOut: ['RESTARTS', 'AGE', 'READY'],
  },
};

test('a pipe and -o wide get all as it is', () => {
  const whole = [
    'CLUSTER                                              NAME                              READY   STATUS             RESTARTS      AGE',
    `${long}   cart-5d9c7b8f6d-x2x4k             1/1     Running            0             5d`,
    'gke_acme-prod_europe-west1_shop                      payment-gateway-7f9d5c4b6-k8x2p   0/1     CrashLoopBackOff   12 (3m ago)   17h',
  ];
  expect(print([pods])).toEqual({ stdout: whole, stderr: [] });
  expect(print([pods], 80, { output: 'wide' })).toEqual({ stdout: whole, stderr: [] });
});

test('at 100 columns names are short', () => {
  expect(print([pods], 100)).toEqual({
    stdout: [
      'CLUSTER   NAME                              READY   STATUS             RESTARTS      AGE',
      'prod      cart-5d9c7b8f6d-x2x4k             1/1     Running            0             5d',
      'shop      payment-gateway-7f9d5c4b6-k8x2p   0/1     CrashLoopBackOff   12 (3m ago)   17h',
    ],
    stderr: [],
  });
});

test('at 80 columns a column is left out, and a line says so', () => {
  expect(print([pods], 80)).toEqual({
    stdout: [
      'CLUSTER  NAME                             READY  STATUS            AGE',
      'prod     cart-5d9c7b8f6d-x2x4k            1/1    Running           5d',
      'shop     payment-gateway-7f9d5c4b6-k8x2p  0/1    CrashLoopBackOff  17h',
    ],
    stderr: ['1 column left out at 80 columns: RESTARTS; -o wide shows all'],
  });
});

test('at 40 columns the longest cells are cut as well', () => {
  expect(print([pods], 40)).toEqual({
    stdout: [
      'CLUSTER  NAME            STATUS',
      'prod     cart-5d9c7b8f…  Running',
      'shop     payment-gatew…  CrashLoopBack…',
    ],
    stderr: ['3 columns left out at 40 columns: RESTARTS, AGE, READY; -o wide shows all'],
  });
});

test('tables are apart by an empty line, below their headings, and columns are told of once', () => {
  const table = {
    heading: 'eu-1 (2)',
    columns: ['NAME', 'IP'],
    rows: [['cart', '10.0.0.1']],
    narrow: { leaveOut: ['IP'] },
  };
  expect(print([table, table], 8)).toEqual({
    stdout: ['eu-1 (2)', 'NAME', 'cart', '', 'eu-1 (2)', 'NAME', 'cart'],
    stderr: ['1 column left out at 8 columns: IP; -o wide shows all'],
  });
  expect(print([], 80)).toEqual({ stdout: [], stderr: [] });
});

test('colours change no width', () => {
  const table: Table = {
    columns: ['A', 'B'],
    rows: [
      [{ text: 'failed', colour: 'red' }, 'x'],
      ['ok', 'y'],
    ],
  };
  const coloured = print([table], undefined, { color: 'always' }).stdout;
  expect(coloured).toEqual(['A        B', '\u001B[31mfailed\u001B[39m   x', 'ok       y']);
  expect(print([table], undefined, { color: 'auto' }).stdout).toEqual(['A        B', 'failed   x', 'ok       y']);
});

/** Text as clusters may send it: long, wide, without width, and with control of the terminal. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '日本',
        'e\u0301',
        '👩\u200D🚀',
        '\u202E',
        '\u001B[31m',
        '\r',
        '\n',
        '\u200B',
        'cart',
        '\u2028',
        '\t',
      ),
      {
        maxLength: 30,
      },
    )
    .map(parts => parts.join('')),
);

test.each([80, 60, 40, 12, 1])('whatever the cells hold, no line is wider than %i columns', width => {
  const columns = fc.array(hostile, { minLength: 1, maxLength: 7 });
  const table = columns.chain(columns =>
    fc.record({
      heading: hostile,
      columns: fc.constant(columns),
      rows: fc.array(fc.array(hostile, { maxLength: 8 }), { maxLength: 4 }),
      narrow: fc.record({ cutFirst: fc.subarray(columns), leaveOut: fc.subarray(columns) }),
    }),
  );
  fc.assert(
    fc.property(table, table => {
      for (const line of print([table], width).stdout) {
        expect(cellWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/\p{Cc}|[\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C]/u);
      }
    }),
    { numRuns: 300 },
  );
});
