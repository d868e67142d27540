import { describe } from 'vitest';

/**
 * Tests that not every machine can run: where something is in their way they are skipped, and a
 * line says what.
 */
export function describeUnless(obstacle: string | undefined, title: string, tests: () => void): void {
  if (obstacle !== undefined) process.stderr.write(`skipped: ${title}: ${obstacle}\n`);
  describe.skipIf(obstacle !== undefined)(title, tests);
}
