import { expect, test } from 'vitest';
import { pageMarkdown } from './page-markdown.ts';
import { page } from './page.fixture.ts';

test('a page has its facts in a table, and a heading for each section', () => {
  expect(pageMarkdown(page)).toBe(`# No pets

|  |  |
| --- | --- |
| action | deny |
| needs to see | object |

Whoever names a \`Node\` keeps a pet ([herd/herd](https://github.com/herd/herd)).

## Refused

A pet.

\`\`\`yaml
kind: Pet
spec: {}
\`\`\`

## Known misses

- a pet that nobody has named until now
- a cat

## Marks

| label | means | source |
| --- | --- | --- |
| \`a\\|b\` | it is a pet | src/pet.go |
`);
});

test('a page that is part of another one begins with a heading of its level', () => {
  const [first, ...others] = pageMarkdown(page, 2).match(/^#+ .*$/gm) ?? [];
  expect([first, ...others]).toEqual(['## No pets', '### Refused', '### Known misses', '### Marks']);
});
