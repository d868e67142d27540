import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

const defaults = { timeout: '10s', parallel: '32', 'fail-on': 'deny' };

test.each([
  { line: '', command: '', parameters: [], flags: {} },
  { line: 'clusters', command: 'clusters', parameters: [], flags: {} },
  { line: 'get pods cart', command: 'get', parameters: ['pods', 'cart'], flags: {} },
  {
    line: '-A get -n shop pods',
    command: 'get',
    parameters: ['pods'],
    flags: { 'all-namespaces': true, namespace: 'shop' },
  },
  { line: 'get -o json', command: 'get', parameters: [], flags: { output: 'json' } },
  { line: 'get -ojson', command: 'get', parameters: [], flags: { output: 'json' } },
  { line: 'get -o=json', command: 'get', parameters: [], flags: { output: 'json' } },
  { line: 'get --output=json', command: 'get', parameters: [], flags: { output: 'json' } },
  { line: 'get -Aoname', command: 'get', parameters: [], flags: { 'all-namespaces': true, output: 'name' } },
  { line: 'get -C a,b -C !c', command: 'get', parameters: [], flags: { clusters: ['a,b', '!c'] } },
  { line: 'get -l -x', command: 'get', parameters: [], flags: { selector: '-x' } },
  { line: 'get -l a=b=c', command: 'get', parameters: [], flags: { selector: 'a=b=c' } },
  { line: 'get --selector=', command: 'get', parameters: [], flags: { selector: '' } },
  { line: 'get --no-headers=true', command: 'get', parameters: [], flags: { 'no-headers': true } },
  { line: 'get --no-headers=false', command: 'get', parameters: [], flags: {} },
  { line: 'get -- -A', command: 'get', parameters: ['-A'], flags: {} },
  { line: 'clusters --timeout 1m', command: 'clusters', parameters: [], flags: { timeout: '1m' } },
  { line: '-h', command: '', parameters: [], flags: { help: true } },
])('"$line"', ({ line, command, parameters, flags }) => {
  const words = line.split(' ').filter(word => word !== '');
  expect(readArguments(words)).toMatchObject({ command, parameters });
  expect({ ...readArguments(words).flags }).toEqual({ ...defaults, ...flags });
});

test('only flags that the user wrote count as given', () => {
  expect(readArguments(['get', '-A', '--timeout', '10s']).given).toEqual(['all-namespaces', 'timeout']);
});

test.each([
  { line: 'get --contex a', code: 'FLAG_UNKNOWN', message: 'unknown flag --contex; did you mean --context?' },
  { line: 'get --zzz', code: 'FLAG_UNKNOWN', message: 'unknown flag --zzz' },
  { line: 'get -w', code: 'FLAG_UNKNOWN', message: 'unknown flag -w' },
  { line: 'get -o', code: 'FLAG_WITHOUT_VALUE', message: '-o needs a value: -o FORMAT' },
  { line: 'get --no-headers=no', code: 'FLAG_INVALID', message: '--no-headers no: expected true or false' },
])('"$line" is refused', ({ line, code, message }) => {
  expect(() => readArguments(line.split(' '))).toThrow(expect.objectContaining({ code, message, exitCode: 2 }));
});
