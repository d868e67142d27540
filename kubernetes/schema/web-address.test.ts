import { expect, test } from 'vitest';
import { isWebAddress } from './web-address.ts';

test.each([
  'https://wiki.example.com',
  'http://10.0.0.1:8080/fleet/rules/',
  'https://example.com/a%20b/~team',
  'https://bücher.example/fleet',
])('%s can have pages behind it', address => {
  expect(isWebAddress(address)).toBe(true);
});

test.each([
  '',
  'wiki.example.com/fleet',
  '/docs/rules',
  'ftp://example.com/rules',
  'javascript:alert(1)',
  'https://',
  'https:///rules',
  'https://exa mple.com',
  'https://example.com/the rules',
  'https://example.com/rules\nfix: none',
  'https://example.com/rules?id=',
  'https://example.com/#rules',
  'https://example.com/"><script>',
  'https://[::1',
])('%j cannot', address => {
  expect(isWebAddress(address)).toBe(false);
});
