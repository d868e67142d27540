/**
 * What a review costs: microseconds of an evaluation, beside the JSON work that no webhook gets around, and reviews for each second of the
 * server's CPU, beside a webhook that does nothing. All in one run, because machines differ more than webhooks do.
 *
 * usage: npm run bench
 */
import { evaluations } from './evaluations.ts';
import { facts } from './facts.ts';
import { lints } from './lints.ts';
import { servers } from './servers.ts';
import { startTimes } from './start-times.ts';
import { table } from './table.ts';

process.stdout.write(
  'One evaluation with all rules, in microseconds, beside JSON.parse and JSON.stringify of the same review\n\n',
);
process.stdout.write(
  table([['', '', 'BYTES', 'P50', 'P99', 'PARSE', 'BOTH', 'X PARSE', 'X BOTH'], ...(await evaluations())]),
);
process.stdout.write('\nFacts, read and first used in milliseconds, and then an evaluation in microseconds\n\n');
process.stdout.write(table([['', 'READ MS', 'FIRST USE MS', 'P50'], ...(await facts())]));
process.stdout.write(
  '\n/validate of the same review over TLS, 8 connections, in reviews per CPU-second of the server\n\n',
);
process.stdout.write(table([['', 'LOWEST', 'HIGHEST', 'PEAK MiB'], ...(await servers())]));
process.stdout.write('\nFrom start to end of a command, over three clusters, in milliseconds\n\n');
process.stdout.write(table([['', 'MEDIAN', 'LOWEST'], ...(await startTimes())]));
process.stdout.write('\nA lint of 2,000 manifests from start to end, in milliseconds\n\n');
process.stdout.write(table([['', 'MB', 'LOWEST', 'CPU', 'PEAK MiB'], ...(await lints())]));
