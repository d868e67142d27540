import { problemLine, type Problem } from '../../manifests/manifest.ts';
import { hanging, usualWidth } from '../../output/wrap.ts';

/**
 * A problem on standard error. One of a single line stays one, as compilers print it. Why a program failed may be several lines: they stay
 * lines, further ones indented, and are wrapped for terminals.
 */
export function errorText(problem: Problem): string {
  const text = `error: ${problemLine(problem)}`;
  if (!text.includes('\n')) return text;
  const [first = '', ...further] = text.split('\n').flatMap(line => {
    const [, indent = '', words = ''] = /^( *)(.*)$/.exec(line) ?? [];
    return hanging(indent, words, usualWidth - 2);
  });
  return [first, ...further.map(line => `  ${line}`)].join('\n');
}
