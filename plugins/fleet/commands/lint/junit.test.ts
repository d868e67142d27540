import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junit } from './junit.ts';
import { clean, lint } from './lint.fixture.ts';

const schema = await readFile(new URL('../../../../test/fixtures/junit/jenkins-junit.xsd', import.meta.url), 'utf8');

/** Returns the errors of a report by the schema of Jenkins. */
async function faultsOf(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'junit.xml', contents: xml }, schema });
  return errors.map(({ message }) => message);
}

const expected = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="kubectl fleet lint" tests="5" failures="1" errors="2">
<testsuite name="deploy/db: a,b.yaml" tests="1" failures="1" errors="0">
<testcase name="StatefulSet prod/db, line 3" classname="deploy/db: a,b.yaml">
<failure type="no-federated-stateful" message="StatefulSet prod/db is &quot;100%&quot; &lt;here&gt;.">
deny no-federated-stateful: StatefulSet prod/db is &quot;100%&quot; &lt;here&gt;.
at metadata.labels[a], line 7
why: two databases &amp; one name
fix: deploy it by itself
more: kubectl fleet explain no-federated-stateful
</failure>
<system-out>
audit no-federated-stateful: And
here.
at spec, line 9
why: two databases &amp; one name
fix: deploy it by itself
more: kubectl fleet explain no-federated-stateful
</system-out>
</testcase>
</testsuite>
<testsuite name="charts/cart/templates/web.yaml" tests="1" failures="0" errors="0">
<testcase name="Namespace prod" classname="charts/cart/templates/web.yaml">
<system-out>
warn ownership-required: Namespace prod has no owner.
at metadata.annotations
why: nobody answers for it
fix: name an owner
more: kubectl fleet explain ownership-required
page: https://example.org/rules/ownership-required
</system-out>
</testcase>
</testsuite>
<testsuite name="-" tests="1" failures="0" errors="0">
<testcase name="ConfigMap a, line 1" classname="-"/>
</testsuite>
<testsuite name="b.yaml" tests="1" failures="0" errors="1">
<testcase name="not judged, line 3" classname="b.yaml">
<error message="duplicated mapping key"/>
</testcase>
</testsuite>
<testsuite name="c.yaml" tests="1" failures="0" errors="1">
<testcase name="not judged" classname="c.yaml">
<error message="permission denied"/>
</testcase>
</testsuite>
</testsuites>`;

test('every object is a test of its file; what fails the lint fails it, and what could not be judged is an error', () => {
  expect(junit(lint)).toBe(expected);
});

test('the report is one that Jenkins reads', async () => {
  expect(await faultsOf(junit(lint))).toEqual([]);
  expect(await faultsOf(junit(clean))).toEqual([]);
  expect(await faultsOf('<testsuites><testcase/></testsuites>')).toEqual([
    "Schemas validity error : Element 'testcase': This element is not expected. Expected is ( testsuite ).",
  ]);
});

test('what the user lets pass fails no test', () => {
  expect(junit({ ...lint, failing: [] })).toContain(' failures="0" errors="2">');
  expect(junit({ ...lint, failing: ['deny', 'warn', 'audit'] })).toContain(' failures="2" errors="2">');
});
