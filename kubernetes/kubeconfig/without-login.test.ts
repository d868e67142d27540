import { expect, test } from 'vitest';
import { withoutLogin } from './without-login.ts';

test.each([
  { address: 'https://eu.example.com:6443/k8s', shown: 'https://eu.example.com:6443/k8s' },
  { address: 'https://eu.example.com/@ann', shown: 'https://eu.example.com/@ann' },
  { address: 'https://bob:s3cret@eu.example.com', shown: 'https://***@eu.example.com' },
  { address: 'http://bob:s3cret#x@proxy:3128', shown: 'http://***@proxy:3128' },
  { address: 'http://bob:pa/s3cret@proxy', shown: 'http://***@proxy' },
  { address: 'eu.example.com', shown: 'eu.example.com' },
])('$address is shown as $shown', ({ address, shown }) => {
  expect(withoutLogin(address)).toBe(shown);
});
