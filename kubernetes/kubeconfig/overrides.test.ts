import { expect, test } from 'vitest';
import { overrideCluster, overrideUser } from './overrides.ts';

const cluster = { server: 'https://eu', 'certificate-authority-data': 'Q0E=', 'tls-server-name': 'eu.example.com' };

test.each([
  { given: {}, entry: cluster },
  { given: { server: '', 'insecure-skip-tls-verify': false }, entry: cluster },
  {
    given: { server: 'https://us' },
    entry: { server: 'https://us', 'certificate-authority-data': 'Q0E=' },
  },
  {
    given: { 'insecure-skip-tls-verify': true },
    entry: { server: 'https://eu', 'tls-server-name': 'eu.example.com', 'insecure-skip-tls-verify': true },
  },
  {
    given: { 'certificate-authority': '/ca.crt' },
    entry: { server: 'https://eu', 'tls-server-name': 'eu.example.com', 'certificate-authority': '/ca.crt' },
  },
])('a cluster with $given', ({ given, entry }) => {
  expect(overrideCluster(cluster, given)).toEqual(entry);
});

const user = {
  'client-certificate-data': 'Yw==',
  'client-key-data': 'aw==',
  'as-groups': ['dev'],
  'as-user-extra': { team: ['cart'], site: ['eu'] },
};

test.each([
  { given: { token: '', 'as-groups': [] }, entry: user },
  { given: { 'as-groups': ['ops'] }, entry: { ...user, 'as-groups': ['ops'] } },
  {
    given: { 'as-user-extra': { team: ['bank'] } },
    entry: { ...user, 'as-user-extra': { team: ['bank'], site: ['eu'] } },
  },
  {
    given: { 'client-certificate': '/c.crt', 'client-key': '/c.key' },
    entry: {
      'client-certificate': '/c.crt',
      'client-key': '/c.key',
      'as-groups': ['dev'],
      'as-user-extra': user['as-user-extra'],
    },
  },
])('a user with $given', ({ given, entry }) => {
  expect(overrideUser(user, given)).toEqual(entry);
});
