import { expect, test } from 'vitest';
import { markdownTable } from './markdown-table.ts';

test('cells are text, whatever they hold', () => {
  const table = { columns: ['APP', 'EU_1'], rows: [['cart', '3.0.4 *'], ['a|b\nc', '<script>'], ['short']] };
  expect(markdownTable(table)).toBe(
    ['| APP | EU\\_1 |', '| --- | --- |', '| cart | 3.0.4 \\* |', '| a\\|b... | \\<script\\> |', '| short |  |'].join(
      '\n',
    ),
  );
});
