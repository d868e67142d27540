import { expect, test } from 'vitest';
import { element, escapeXml } from './xml.ts';

test('an element has its attributes that are given, and its content on lines of its own', () => {
  expect(element('a', { b: 1, c: undefined, d: '' })).toBe('<a b="1" d=""/>');
  expect(element('a', {}, ['text', element('b', {})])).toBe('<a>\ntext\n<b/>\n</a>');
});

test('what XML has a meaning for is escaped', () => {
  expect(escapeXml(`<a b="c">&'</a>`)).toBe(`&lt;a b=&quot;c&quot;&gt;&amp;'&lt;/a&gt;`);
  expect(element('a', { b: '"\n\t\r' })).toBe('<a b="&quot;&#10;&#9;&#13;"/>');
});

test('a character that XML may not hold is replaced', () => {
  expect(escapeXml('a\u0000\u001B\u009F\uD800\uFFFE😀ü')).toBe('a\uFFFD\uFFFD\u009F\uFFFD\uFFFD😀ü');
});
