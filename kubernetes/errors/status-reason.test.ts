import { expect, test } from 'vitest';
import { statusMessage, statusReason } from './status-reason.ts';

test.each([
  { status: 409, body: '{"kind":"Status","reason":"AlreadyExists"}', reason: 'AlreadyExists' },
  { status: 410, body: '{"kind":"Status","reason":"Expired"}', reason: 'Expired' },
  { status: 403, body: '{"kind":"Status","reason":"unheard of"}', reason: 'Forbidden' },
  { status: 409, body: '', reason: 'Conflict' },
  { status: 410, body: 'gone', reason: 'Expired' },
  { status: 404, body: '404 page not found', reason: 'NotFound' },
  { status: 500, body: '[]', reason: 'InternalError' },
  { status: 502, body: '<html>', reason: 'InternalError' },
  { status: 418, body: 'null', reason: 'BadRequest' },
])('HTTP $status with $body is $reason', ({ status, body, reason }) => {
  expect(statusReason(status, body)).toBe(reason);
});

test('the message is that of a Status object alone', () => {
  expect(['{"message":"no"}', '{"message":null}', '"no"', 'no', ''].map(statusMessage)).toEqual(['no', '', '', '', '']);
});
