import type { Reporter } from 'vitest/node';
import { shortenedIn } from './long-forms.ts';

/** Prints after a run what was shortened in it. */
export const shortenedReporter: Reporter = {
  onTestRunEnd(modules) {
    const files = new Set(modules.map(({ relativeModuleId }) => relativeModuleId));
    const projects = new Set(modules.map(({ project }) => project.name));
    const lines = shortenedIn(files, projects);
    if (lines.length === 0) return;
    const listed = lines.map(line => `  ${line}\n`).join('');
    process.stdout.write(`\nshortened:\n${listed}CI=true make test runs it whole\n`);
  },
};
