import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleetErrors } from '../command-line/errors.ts';
import { readSettings } from './read-settings.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function settingsOf(text: string) {
  await writeFile(join(folder, 'settings.yaml'), text);
  return readSettings('settings.yaml', folder, ['no-pets']);
}

test('without a file there are no settings', async () => {
  expect(await readSettings(undefined, folder, [])).toEqual({});
});

test('off is a word and a day is text, whatever other YAML makes of them', async () => {
  expect(await settingsOf('rules: { no-pets: [{ action: off, until: 2026-12-31 }] }')).toEqual({
    rules: { 'no-pets': [{ action: 'off', until: '2026-12-31' }] },
  });
  expect(await settingsOf('{"rules": {"no-pets": "off"}}')).toEqual({ rules: { 'no-pets': 'off' } });
});

test('the values of the chart have them below settings', async () => {
  expect(await settingsOf('cluster: { name: eu-1 }\nsettings: { rules: { no-pets: warn } }\n')).toEqual({
    rules: { 'no-pets': 'warn' },
  });
});

test('what is wrong is told with its path, a slip of YAML with its line', async () => {
  await expect(settingsOf('rules: { no-dogs: off }')).rejects.toEqual(
    fleetErrors.settingsInvalid('settings.yaml', 'rules.no-dogs is no rule; there are: no-pets'),
  );
  await expect(settingsOf('rule: {}\nexemptionDays: ten\n')).rejects.toEqual(
    fleetErrors.settingsInvalid('settings.yaml', 'rule is not known here; exemptionDays must be integer'),
  );
  await expect(settingsOf('a: 1\n b: 2\n')).rejects.toMatchObject({
    message: 'settings settings.yaml:2:3: indented unlike the lines around it, or text that needs quotation marks',
  });
  await expect(settingsOf('rules: {}\n---\nrules: {}\n')).rejects.toMatchObject({
    message: 'settings settings.yaml:3: a second document; settings are one',
  });
});

test('a file that is not there is named', async () => {
  await expect(readSettings('nowhere.yaml', folder, [])).rejects.toMatchObject({
    code: 'SETTINGS_UNREADABLE',
    message: 'settings nowhere.yaml cannot be read: no such file or directory',
  });
});
