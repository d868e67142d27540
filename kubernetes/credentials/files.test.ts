import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dataOrFile } from './files.ts';

const read = (data: string) => dataOrFile({ 'client-key-data': data }, 'client-key', 'user "ann"');

test('data is base64, which may have line breaks', async () => {
  expect(await read('aGVy\r\nZQ==\n')).toEqual({
    content: Buffer.from('here'),
    origin: 'client-key-data of user "ann"',
  });
});

test('a file is named by its field and its path', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'key');
  await writeFile(path, 'there');
  const entry = { 'client-key': path, 'client-key-data': '' };
  expect(await dataOrFile(entry, 'client-key', 'user "ann"')).toEqual({
    content: Buffer.from('there'),
    origin: `client-key of user "ann", ${path},`,
  });
});

test('an entry may give neither', async () => {
  expect(await dataOrFile({ 'client-key': '' }, 'client-key', 'user "ann"')).toBeUndefined();
});

test.each([
  { data: 'aGVyZQ=', problem: 'is not base64' },
  { data: 'aGVy ZQ==', problem: 'is not base64' },
  { data: '-_-_', problem: 'is not base64' },
  {
    data: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
    problem: 'is not base64 but the PEM itself: encode it, or name a file in the field without -data',
  },
  ...['DATA+OMITTED', 'REDACTED'].map(data => ({
    data,
    problem: `is "${data}", as kubectl config view prints it: copy what it prints with --raw`,
  })),
])('$data $problem', async ({ data, problem }) => {
  await expect(read(data)).rejects.toThrow(
    expect.objectContaining({ reason: 'CredentialsInvalid', message: `client-key-data of user "ann" ${problem}` }),
  );
});

test('a file that cannot be read is said with its field', async () => {
  await expect(dataOrFile({ 'client-key': '/nowhere/key' }, 'client-key', 'user "ann"')).rejects.toThrow(
    'client-key of user "ann" cannot be read: no such file or directory (/nowhere/key)',
  );
});
