import { afterAll, beforeAll, expect, test } from 'vitest';
import { printJsonPath, readTemplate } from '../../plugins/fleet/output/jsonpath/print.ts';
import { startOneKindServer, type OneKindServer } from './one-kind-server.ts';
import { listTemplates, objectTemplates, things } from './templates.ts';

/** The real kubectl and we print the same of one document, or both refuse the template. */

let server: OneKindServer;
let list: unknown;
beforeAll(async () => {
  server = await startOneKindServer(things);
  list = JSON.parse((await server.kubectl(['get', 'things', '-o', 'json'])).stdout);
});
afterAll(() => server.stop());

interface Printed {
  text: string;
  problem: string;
}

async function byKubectl(words: readonly string[]): Promise<Printed> {
  const { stdout, stderr, exitCode } = await server.kubectl(['get', ...words]);
  // An error of a template is followed by the whole object.
  return { text: stdout, problem: exitCode === 0 ? '' : stderr };
}

function byUs(template: string, document: unknown, options = { allowMissingKeys: true, asJson: false }): Printed {
  try {
    return { text: printJsonPath({ template: readTemplate(template), ...options }, document), problem: '' };
  } catch (error) {
    return { text: '', problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Expects equal texts, and that a problem of ours is part of what kubectl says. */
function expectSame(ours: Printed, theirs: Printed): void {
  expect({ text: ours.text, fails: ours.problem !== '' }).toEqual({ text: theirs.text, fails: theirs.problem !== '' });
  // kubectl says which value is no list, we only its type: it may be a Secret.
  const reason = /^error (?:parsing|executing) jsonpath .*?(?:, |": )(?:map.*(?= is not array))?(.*)$/s;
  expect(theirs.problem).toContain(reason.exec(ours.problem)?.[1] ?? '');
}

test.for(objectTemplates)('of an object %j prints the same', async template => {
  expectSame(byUs(template, things[0]), await byKubectl(['thing', 'cart', '-o', `jsonpath=${template}`]));
});

test.for(listTemplates)('of a list %j prints the same', async template => {
  expectSame(byUs(template, list), await byKubectl(['things', '-o', `jsonpath=${template}`]));
});

test.for(['{.spec.ports}', '{.spec.ports[*]}', '{.missing}', '{.kind}{.metadata}', '{.spec.text}{"<"}'])(
  'as JSON %j prints the same',
  async template => {
    const ours = byUs(template, things[0], { allowMissingKeys: true, asJson: true });
    expectSame(ours, await byKubectl(['thing', 'cart', '-o', `jsonpath-as-json=${template}`]));
  },
);

test.for([
  '{.missing}',
  '{.kind}',
  '{.spec.containers[?(@.missing)].name}',
  '{.spec.containers[?(@.missing==1)].name}',
  '{range .missing[*]}{end}',
])('where no key may be missing %j prints the same', async template => {
  const ours = byUs(template, things[0], { allowMissingKeys: false, asJson: false });
  const words = ['thing', 'cart', '-o', `jsonpath=${template}`, '--allow-missing-template-keys=false'];
  expectSame(ours, await byKubectl(words));
});
