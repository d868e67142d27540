import { deepest } from './kubectl-yaml.ts';

/**
 * Returns a fault with a description of the text and a remedy, for a message of js-yaml about its
 * parser state.
 */
export function faultWords(reason: string): string {
  return words[reason] ?? reason;
}

const colonMissing = 'this line is no part of what is above; a colon may be missing here or in the line above';
const indentation = 'indented unlike the lines around it, or text that needs quotation marks';

const words: Readonly<Record<string, string>> = {
  'bad indentation of a mapping entry': indentation,
  'bad indentation of a sequence entry': indentation,
  'deficient indentation': 'not indented enough, or a bracket above is not closed',
  'tab characters must not be used in indentation': 'indented with a tab; YAML wants blanks',
  'can not read a block mapping entry; a multiline key may not be an implicit key': colonMissing,
  'end of the stream or a document separator is expected': colonMissing,
  "expected ':' after a mapping key": 'a colon is missing behind this key',
  'a whitespace character is expected after the key-value separator within a block mapping':
    'a blank is missing behind the colon',
  'missed comma between flow collection entries': 'a comma or a closing bracket is missing here',
  "expected the node content, but found ','": 'a comma with nothing before it',
  'unknown escape sequence': 'no escape sequence of YAML; write \\\\ for a backslash, or use single quotation marks',
  'expected hexadecimal character': 'an escape sequence wants hexadecimal digits here',
  'a line break is expected': 'the text behind | or > begins in the next line',
  'directives end mark is expected': 'a line that begins with % wants --- below it; else put it in quotation marks',
  'the stream contains non-printable characters': 'a control character; YAML has it as an escape sequence only',
  'expected valid JSON character': 'a control character; YAML has it as an escape sequence only',
  'name of an alias node must contain at least one character': 'text that begins with * needs quotation marks',
  'name of an anchor node must contain at least one character': 'text that begins with & needs quotation marks',
  [`nesting exceeded maxDepth (${deepest})`]: `nested more than ${deepest} levels deep`,
};
