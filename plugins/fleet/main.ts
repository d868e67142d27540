#!/usr/bin/env node
import manifest from '../../package.json' with { type: 'json' };
import { tooOld } from './node-version.ts';

// A Node that is too old has to read this file before it can be told so: no syntax newer than that
// of Node 12, no await at the top.
const complaint = tooOld(process.version, manifest.engines.node);
if (complaint === undefined) {
  const policyFolder = new URL(import.meta.url.endsWith('.ts') ? '../../dist/' : './', import.meta.url);
  void import('./process.ts').then(({ runProcess }) => runProcess(policyFolder));
} else {
  process.stderr.write(`error: ${complaint} (${process.execPath})\n`);
  process.exitCode = 2;
}
