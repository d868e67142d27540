import fc from 'fast-check';

/**
 * Values as people write them in block style, with brackets and quotation marks whose lines are of
 * any depth.
 */

const between = fc.constantFrom('', ' ', '\t', '\n', '\n  ', '\n        ', " # it's [ {\n", '\n\n', '\n\t');
const lineBreak = fc.constantFrom(' ', '\n', '\n   ', '\n\n', '\n\n  ', '\r\n ');
const word = fc.constantFrom(
  'a',
  'b c',
  '1',
  'yes',
  "it's",
  'x:y',
  'a#b',
  '-1',
  'http://a/b',
  '~',
  'a"b',
  '&k v',
  '!t v',
);

const quoted = (mark: string, words: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...words), lineBreak), { minLength: 1, maxLength: 3 })
    .map(parts => mark + parts.flat().slice(0, -1).join('') + mark);
const doubleQuoted = quoted('"', ['x', '\\n', '\\"', 'y z', '#', '[', "'", ': ']);
const singleQuoted = quoted("'", ['x', "''", '"', '{', ': ', '# ', '- ']);
const plainOfTwoLines = fc
  .tuple(word, fc.constantFrom('\n', '\n  '), fc.constantFrom('w', "'q", '"q'))
  .map(parts => parts.join(''));

const { flow } = fc.letrec<{ flow: string; value: string }>(tie => {
  const padded = (text: fc.Arbitrary<string>) => fc.tuple(between, text, between).map(parts => parts.join(''));
  const list = fc.array(padded(tie('flow')), { maxLength: 3 }).map(items => `[${items.join(',')}]`);
  const entry = fc.tuple(between, tie('flow')).map(([gap, text]) => `: ${gap}${text}`);
  const mapping = fc.array(fc.tuple(entry, between), { maxLength: 3 }).map(entries => {
    return `{${entries.map(([text, gap], index) => ` k${index}${text}${gap}`).join(',')}}`;
  });
  return {
    value: fc.oneof(word, doubleQuoted, singleQuoted, plainOfTwoLines),
    flow: fc.oneof({ maxDepth: 3 }, tie('value'), list, mapping),
  };
});

/** Writes a value in block style, its lines indented by so much. */
type Block = (indent: string) => string;

const inFlow = flow.map(
  (text): Block =>
    () =>
      text,
);
const blockScalar = fc.constantFrom('|', '>', '|-', '>+').map((head): Block => {
  return indent => `${head}\n${indent} it's [ {\n\n${indent} ok: "`;
});

const { block } = fc.letrec<{ block: Block }>(tie => {
  const values = fc.array(tie('block'), { minLength: 1, maxLength: 3 });
  const list = values.map((items): Block => {
    return indent => items.map(item => `\n${indent}- ${item(`${indent}  `)}`).join('');
  });
  const mapping = values.map((entries): Block => {
    return indent => entries.map((entry, index) => `\n${indent}k${index}: ${entry(`${indent} `)}`).join('');
  });
  return { block: fc.oneof({ maxDepth: 3 }, inFlow, blockScalar, list, mapping) };
});

/**
 * Texts of a mapping whose lines in brackets and quotation marks may be less deep than their keys.
 */
export const yamlTexts: fc.Arbitrary<string> = fc
  .tuple(block, inFlow)
  .map(([data, last]) => `data: ${data(' ')}\nlast: ${last('')}\n`);
