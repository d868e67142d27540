import { expect, test } from 'vitest';
import { lintFormats } from './flags.ts';
import { lintText } from './formats.ts';
import { clean, lint } from './lint.fixture.ts';

test('every format that the command names is one of its own', async () => {
  const texts = await Promise.all(lintFormats.map(format => lintText(format, lint)));
  expect(texts.map(text => text.split('\n')[0])).toEqual([
    'deploy/db: a,b.yaml:3  deny  no-federated-stateful',
    '{',
    'apiVersion: kubectl-fleet.io/v1alpha1',
    '{',
    '::error file=deploy/db%3A a%2Cb.yaml,line=7,col=5,title=no-federated-stateful::StatefulSet prod/db is "100%25" <here>.%0Awhy: two databases & one name%0Afix: deploy it by itself%0Amore: kubectl fleet explain no-federated-stateful',
    '<?xml version="1.0" encoding="UTF-8"?>',
  ]);
  expect(new Set(texts).size).toBe(texts.length);
});

test('json and yaml are the report as it is', async () => {
  expect(JSON.parse(await lintText('json', lint))).toEqual(lint.report);
  expect(await lintText('yaml', clean)).toBe(`apiVersion: kubectl-fleet.io/v1alpha1
kind: LintReport
summary:
  objects: 1
  deny: 0
  warn: 0
  audit: 0
findings: []`);
});

test('a table of nothing is no text', async () => {
  expect(await lintText('table', clean)).toBe('');
});
