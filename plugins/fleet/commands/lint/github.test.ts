import { expect, test } from 'vitest';
import { github } from './github.ts';
import { clean, lint } from './lint.fixture.ts';

test('a finding is an annotation at its line, and so is what could not be judged', () => {
  expect(github(lint).split('\n')).toEqual([
    '::error file=deploy/db%3A a%2Cb.yaml,line=7,col=5,title=no-federated-stateful::StatefulSet prod/db is "100%25" <here>.%0Awhy: two databases & one name%0Afix: deploy it by itself%0Amore: kubectl fleet explain no-federated-stateful',
    '::notice file=deploy/db%3A a%2Cb.yaml,line=9,col=1,title=no-federated-stateful::And%0Ahere.%0Awhy: two databases & one name%0Afix: deploy it by itself%0Amore: kubectl fleet explain no-federated-stateful',
    '::warning file=charts/cart/templates/web.yaml,title=ownership-required::Namespace prod has no owner.%0Awhy: nobody answers for it%0Afix: name an owner%0Amore: kubectl fleet explain ownership-required%0Apage: https://example.org/rules/ownership-required',
    '::error file=b.yaml,line=3,col=7,title=not judged::duplicated mapping key',
    '::error file=c.yaml,title=not judged::permission denied',
  ]);
});

test('no name ends the command or begins another', () => {
  const errors = [{ file: 'a\n::error::b,line=1::', message: 'x\r\n::stop-commands::y\u001B[2J' }];
  expect(github({ ...clean, report: { ...clean.report, errors } })).toBe(
    '::error file=a%0A%3A%3Aerror%3A%3Ab%2Cline=1%3A%3A,title=not judged::x^M%0A::stop-commands::y^[[2J',
  );
});

test('standard input is no file that could be annotated', () => {
  const errors = [{ file: '-', line: 1, message: 'no kind' }];
  expect(github({ ...clean, report: { ...clean.report, errors } })).toBe('::error title=not judged::no kind');
});

test('where all is well nothing is said', () => {
  expect(github(clean)).toBe('');
});
