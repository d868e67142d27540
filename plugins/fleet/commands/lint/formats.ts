import type { lintFormats } from './flags.ts';
import type { Lint } from './report.ts';
import { documentText } from '../../output/format.ts';
import { github } from './github.ts';
import { junit } from './junit.ts';
import { lintTable } from './table.ts';
import { sarif } from './sarif.ts';
import { visible } from '../../output/visible.ts';

/** Returns the report in a format of `lint`; '' if there is nothing to print. */
export async function lintText(format: (typeof lintFormats)[number], lint: Lint): Promise<string> {
  switch (format) {
    case 'sarif':
      return sarif(lint);
    case 'github':
      return github(lint);
    case 'junit':
      return junit(lint);
    case 'table':
      return visible(lintTable(lint.report, lint.showsAll));
    default:
      return documentText(format, lint.report);
  }
}
