import { expect, test } from 'vitest';
import { jsonPathOf, wayWithout } from './go-template.ts';

test.each([
  ['{{range .items}}{{.metadata.name}}{{"\\n"}}{{end}}', '{range .items[*]}{.metadata.name}{"\\n"}{end}'],
  ['{{ .kind }}: {{.metadata.name}}', '{.kind}: {.metadata.name}'],
  [
    '{{range .items}}{{range .spec.ports}}{{.}} {{end}}{{end}}',
    '{range .items[*]}{range .spec.ports[*]}{@} {end}{end}',
  ],
])('%s is %s', (template, same) => {
  expect(jsonPathOf(template)).toBe(same);
});

test.each([
  '{{if .a}}b{{end}}',
  '{{len .items}}',
  '{{- .a -}}',
  '{.a}',
  '{{.a | printf "%s"}}',
  '{{$x := .a}}',
  '{{.a',
])('%s has no counterpart', template => {
  expect(jsonPathOf(template)).toBeUndefined();
});

test('the way names the counterpart, or else the formats that there are', () => {
  expect(wayWithout('{{.kind}}')).toBe("use -o jsonpath='{.kind}'");
  expect(wayWithout(`{{.kind}}'s`)).toContain('jq -r');
  expect(wayWithout(undefined)).toContain('-o jsonpath=TEMPLATE');
});
