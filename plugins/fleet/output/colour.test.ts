import { expect, test } from 'vitest';
import { inColour, isColoured } from './colour.ts';

const screen = { stdin: true, width: 80 };
const pipe = { stdin: false };

test.each([
  { when: 'auto', terminal: screen, env: {}, coloured: true },
  { when: 'auto', terminal: screen, env: { NO_COLOR: '' }, coloured: false },
  { when: 'auto', terminal: screen, env: { NO_COLOR: '1' }, coloured: false },
  { when: 'auto', terminal: screen, env: { TERM: 'dumb' }, coloured: false },
  { when: 'auto', terminal: screen, env: { TERM: 'xterm' }, coloured: true },
  { when: 'auto', terminal: pipe, env: {}, coloured: false },
  { when: 'always', terminal: pipe, env: { NO_COLOR: '', TERM: 'dumb' }, coloured: true },
  { when: 'never', terminal: screen, env: {}, coloured: false },
] as const)('--color $when with $env is $coloured', ({ when, terminal, env, coloured }) => {
  expect(isColoured(when, { terminal, env })).toBe(coloured);
});

test('a colour surrounds the text and ends with it', () => {
  expect(inColour('failed', 'red')).toBe('\u001B[31mfailed\u001B[39m');
  expect(inColour('', 'yellow')).toBe('');
});
