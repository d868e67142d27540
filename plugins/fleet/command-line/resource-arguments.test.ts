import { expect, test } from 'vitest';
import { readResourceArguments } from './resource-arguments.ts';

test.each([
  { line: 'pods', wanted: [{ type: 'pods', names: [] }] },
  {
    line: 'pods,svc',
    wanted: [
      { type: 'pods', names: [] },
      { type: 'svc', names: [] },
    ],
  },
  { line: 'deploy cart web', wanted: [{ type: 'deploy', names: ['cart', 'web'] }] },
  {
    line: 'deploy,svc cart',
    wanted: [
      { type: 'deploy', names: ['cart'] },
      { type: 'svc', names: ['cart'] },
    ],
  },
  {
    line: 'deploy/cart svc/web',
    wanted: [
      { type: 'deploy', names: ['cart'] },
      { type: 'svc', names: ['web'] },
    ],
  },
])('"$line"', ({ line, wanted }) => {
  expect(readResourceArguments('get', line.split(' '))).toEqual(wanted);
});

test.each([
  { line: '', message: 'get needs a KIND, e.g. pods or deployments.apps' },
  { line: ',', message: 'get needs a KIND, e.g. pods or deployments.apps' },
  { line: 'deploy/', message: '"deploy/" is not of the form KIND/NAME' },
  { line: 'deploy/cart/web', message: '"deploy/cart/web" is not of the form KIND/NAME' },
  { line: 'deploy/cart svc', message: '"svc" is not of the form KIND/NAME' },
])('"$line" is refused', ({ line, message }) => {
  expect(() => readResourceArguments('get', line.split(' '))).toThrow(
    expect.objectContaining({ message, helpOf: 'get', exitCode: 2 }),
  );
});
