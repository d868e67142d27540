import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFiles, textOf } from './source-files.ts';

const Form = Type.Object({
  name: Type.String(),
  body: Type.Array(
    Type.Object({
      type: Type.String(),
      id: Type.Optional(Type.String()),
      attributes: Type.Object({ label: Type.Optional(Type.String()), value: Type.Optional(Type.String()) }),
      validations: Type.Optional(Type.Object({ required: Type.Boolean() })),
    }),
  ),
});

const files = projectFiles();
const forms = files
  .filter(path => /^\.github\/ISSUE_TEMPLATE\/(?!config\.yml$)/.test(path))
  .map(path => ({ path, form: Value.Parse(Form, parse(textOf(path))) }));

function repeated(values: readonly (string | undefined)[]): (string | undefined)[] {
  return values.filter((value, index) => value !== undefined && values.indexOf(value) !== index);
}

// GitHub refuses a form with two fields of one id or label, which no schema can express.
test.each(forms)('each field of $path has an id and a label of its own', ({ form }) => {
  const fields = form.body.filter(({ type }) => type !== 'markdown');
  expect(fields.filter(({ id, attributes }) => id === undefined || attributes.label === undefined)).toEqual([]);
  expect(repeated(fields.map(({ id }) => id))).toEqual([]);
  expect(repeated(fields.map(({ attributes }) => attributes.label))).toEqual([]);
});

test.each(forms)('$path demands the version and the expected behaviour', ({ form }) => {
  const demanded = form.body.filter(({ validations }) => validations?.required === true).map(({ id }) => id);
  expect(demanded).toEqual(expect.arrayContaining(['version', 'expected']));
});

test('forms have different names', () => {
  expect(repeated(forms.map(({ form }) => form.name))).toEqual([]);
  expect(forms.length).toBeGreaterThan(2);
});

test('links in forms lead to files of the repository or to other forms', () => {
  const texts = forms.flatMap(({ form }) => form.body.map(({ attributes }) => attributes.value ?? ''));
  const links = texts.flatMap(text => [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => link));
  const targets = links.map(link =>
    link.replace(/^\.\.\/blob\/HEAD\//, '').replace(/^\?template=/, '.github/ISSUE_TEMPLATE/'),
  );
  expect(targets.filter(target => !files.includes(target))).toEqual([]);
  expect(targets.length).toBeGreaterThan(1);
});
