import { template } from '../testbed/webhook/chart.ts';

/**
 * Returns the reasons for which the chart refuses these values, one a line; none for values that it
 * accepts.
 */
export async function refusals(values: object): Promise<string[]> {
  const { stderr, exitCode } = await template({ cluster: { name: 'eu-1' }, ...values });
  if (exitCode === 0) return [];
  const [, reasons = stderr] =
    /^Error: execution error at .*refusals\.yaml.*\n([^]*?)\n\nUse --debug/.exec(stderr) ?? [];
  return reasons.split('\n');
}
