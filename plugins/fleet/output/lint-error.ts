import { problemLine, type Problem } from '../manifests/manifest.ts';
import { wrap } from './wrap.ts';

const width = 80;

/**
 * A problem on standard error. That of a line in a file is one line, as compilers print it. Why a program failed may be long: its lines
 * stay lines, further ones indented, and are wrapped for terminals.
 */
export function errorText(problem: Problem): string {
  const text = `error: ${problemLine(problem)}`;
  if (problem.line !== undefined) return text;
  const [first = '', ...further] = text.split('\n').flatMap(line => {
    const [, indent = '', words = ''] = /^( *)(.*)$/.exec(line) ?? [];
    return wrap(words, width - 2 - indent.length).map(part => indent + part);
  });
  return [first, ...further.map(line => `  ${line}`)].join('\n');
}
