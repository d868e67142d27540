import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue } from '../../tools/catalogue/read.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import { chartFiles, chartFolder } from '../../tools/chart/files.ts';
import { commandPage, commandTable } from '../../tools/documentation/commands.ts';
import { creationsTable } from '../../tools/documentation/creations-table.ts';
import { exemptionKind } from '../../tools/documentation/exemption-kind.ts';
import type { Page } from '../../tools/markdown/page.ts';
import { alertSections, metricsTable } from '../../tools/documentation/monitoring.ts';
import { rightsTable } from '../../tools/documentation/rights.ts';
import { ruleFile, ruleTable } from './rules.ts';
import { withSection } from '../../tools/markdown/section.ts';
import { systemsPage } from './systems.ts';
import { wordsFile } from '../../tools/documentation/words.ts';
import { rulesOf } from '../../plugins/fleet/pages/rules-of.ts';

const root = join(import.meta.dirname, '../..');

/** Every page, or page with a part, that code and policy (that in dist/) know better than a person does; as it should be now. */
export async function pages(): Promise<Page[]> {
  const catalogue = await readCatalogue(join(root, 'policies/fleet/catalogue/systems'));
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const rules = rulesOf(engine);
  const readme = join(root, 'README.md');
  const webhook = join(root, 'webhooks/README.md');
  const installing = join(root, 'docs/installing.md');
  const monitoring = join(root, 'docs/reference/monitoring.md');
  const alerts = alertSections(await readFile(join(chartFolder, 'files/alerts.yaml'), 'utf8'));
  const withMetrics = withSection(await readFile(monitoring, 'utf8'), 'metrics', metricsTable());
  const withCommands = withSection(await readFile(readme, 'utf8'), 'commands', await commandTable());
  return [
    { file: readme, text: withSection(withCommands, 'rules', ruleTable(rules, 'docs/rules/')) },
    { file: join(root, 'docs/reference/commands.md'), text: await commandPage() },
    { file: join(root, 'docs/systems.md'), text: systemsPage(catalogue) },
    { file: join(root, 'docs/reference/words.md'), text: wordsFile() },
    { file: installing, text: withSection(await readFile(installing, 'utf8'), 'creations', creationsTable(catalogue)) },
    { file: webhook, text: withSection(await readFile(webhook, 'utf8'), 'rights', rightsTable(engine.reads())) },
    { file: join(root, 'charts/fleet-webhook/files/fleetexemptions.yaml'), text: exemptionKind() },
    { file: monitoring, text: withSection(withMetrics, 'alerts', `\n${alerts}\n`) },
    { file: join(root, 'docs/reference/rules/README.md'), text: `# Rules\n\n${ruleTable(rules, '')}` },
    ...(await chartFiles(engine)),
    ...rules.map(rule => ({ file: join(root, `docs/rules/${rule.id}.md`), text: ruleFile(rule) })),
  ];
}
