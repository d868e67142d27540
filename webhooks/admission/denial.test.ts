import { expect, test } from 'vitest';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { denialMessage } from './denial.ts';

const wayOut = 'Where it has to pass for a while, ask for an exemption: kubectl fleet explain exemption';

test('one violation reads rule and message, then why, fix, more and its page, on lines of their own, and how to be exempted', () => {
  expect(denialMessage([findingOf()])).toBe(
    [
      '',
      'no-pets: Deployment shop/cart is a pet.',
      '  why  cattle is easier',
      '  fix  give it a number',
      '  more kubectl fleet explain no-pets',
      '  page https://example.com/no-pets',
      wayOut,
    ].join('\n'),
  );
});

test('all violations are told at once; those with the same explanation share it', () => {
  const { doc: _, ...unpublished } = findingOf({
    rule: 'no-zoo',
    message: 'shop is a zoo.',
    why: '',
    fix: 'open the gates',
  });
  const findings = [findingOf(), unpublished, findingOf({ message: 'Deployment shop/cart has a name.' })];
  expect(denialMessage(findings)).toBe(
    [
      '',
      'no-pets: Deployment shop/cart is a pet.',
      'no-pets: Deployment shop/cart has a name.',
      '  why  cattle is easier',
      '  fix  give it a number',
      '  more kubectl fleet explain no-pets',
      '  page https://example.com/no-pets',
      'no-zoo: shop is a zoo.',
      '  fix  open the gates',
      '  more kubectl fleet explain no-zoo',
      wayOut,
    ].join('\n'),
  );
});

test('what a user named cannot write into the terminal of the one who reads', () => {
  const message = denialMessage([findingOf({ message: 'cart\u001b[2J\nno-pets: is fine', why: '', fix: '' })]);
  expect(message).toMatch(/^\nno-pets: cart \[2J no-pets: is fine\n {2}more /);
});
