import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue } from '../catalogue/read.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import { chartFiles, chartFolder } from '../chart/files.ts';
import { accessRole, accessTable } from './access.ts';
import { commandPage, commandTable } from './commands.ts';
import { creationsTable } from './creations-table.ts';
import { exemptionKind } from './exemption-kind.ts';
import type { Page } from '../markdown/page.ts';
import { alertSections, metricsTable } from './monitoring.ts';
import { rightsTable } from './rights.ts';
import { kubectlGetPage } from './kubectl-get-flags.ts';
import { antipatternTable, ruleFile, ruleTable } from './rules.ts';
import { withSection } from '../markdown/section.ts';
import { systemFiles, systemsIndex } from './systems.ts';
import { wordsFile } from './words.ts';
import { rulesOf } from '../../plugins/fleet/pages/rule-pages.ts';

const root = join(import.meta.dirname, '../..');
const reference = join(root, 'docs/reference');

/**
 * Every page, or page with a part, that code and policy (that in dist/) know better than a person
 * does; as it should be now.
 */
export async function pages(): Promise<Page[]> {
  const catalogue = await readCatalogue(join(root, 'policies/fleet/catalogue/systems'));
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const rules = rulesOf(engine);
  const alerts = alertSections(await readFile(join(chartFolder, 'files/alerts.yaml'), 'utf8'));
  return [
    await pageWith('README.md', { commands: await commandTable() }),
    await pageWith('docs/concepts/patterns.md', { antipatterns: antipatternTable(rules, '../reference/rules/') }),
    await pageWith('docs/reference/access.md', {
      access: await accessTable(engine),
      role: await accessRole(engine),
    }),
    await pageWith('docs/reference/requests.md', { creations: creationsTable(catalogue) }),
    await pageWith('docs/reference/metrics.md', { metrics: metricsTable() }),
    await pageWith('docs/reference/monitoring.md', { alerts: `\n${alerts}\n` }),
    await pageWith('webhooks/README.md', { rights: rightsTable(engine.reads()) }),
    { file: join(reference, 'commands.md'), text: await commandPage() },
    { file: join(reference, 'kubectl-get.md'), text: kubectlGetPage() },
    { file: join(reference, 'words.md'), text: wordsFile() },
    { file: join(reference, 'systems/README.md'), text: systemsIndex(catalogue) },
    ...systemFiles(catalogue).map(({ name, text }) => ({ file: join(reference, 'systems', name), text })),
    { file: join(reference, 'rules/README.md'), text: `# Rules\n\n${ruleTable(rules, '')}` },
    ...rules.map(rule => ({ file: join(reference, `rules/${rule.id}.md`), text: ruleFile(rule) })),
    { file: join(root, 'charts/fleet-webhook/files/fleetexemptions.yaml'), text: exemptionKind() },
    ...(await chartFiles(engine)),
  ];
}

/**
 * A page of a person with the parts that code knows better; `parts` are their texts by the names of
 * their comments.
 */
async function pageWith(path: string, parts: Readonly<Record<string, string>>): Promise<Page> {
  const file = join(root, path);
  const written = await readFile(file, 'utf8');
  return { file, text: Object.entries(parts).reduce((page, [name, text]) => withSection(page, name, text), written) };
}
