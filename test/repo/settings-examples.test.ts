import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadEngine } from '../../policies/engine/engine.ts';
import { checkExemption } from '../../policies/settings/exemption.ts';
import { checkSettings } from '../../policies/settings/settings.ts';
import { settingsIn } from './settings-in.ts';
import { projectFiles, textOf } from './source-files.ts';

const rules = (await loadEngine(new URL('../../dist/', import.meta.url))).rules();
const examples = projectFiles()
  .filter(path =>
    /^docs\/(start\/rule-off|guides\/exemptions|reference\/settings|concepts\/ownership|reference\/rules\/[a-z-]+)\.md$/.test(
      path,
    ),
  )
  .flatMap(page => [...textOf(page).matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, text = '']) => ({ page, text })));

test('every exemption in the docs could be used', () => {
  const exemptions = examples.filter(({ text }) => text.includes('kind: FleetExemption'));
  const checked = exemptions.map(({ page, text }) => ({ page, checked: checkExemption(parse(text), rules) }));
  expect(checked.filter(one => 'problems' in one.checked)).toEqual([]);
  expect(exemptions).toHaveLength(rules.length + 1);
});

test('all settings in the docs could be used', () => {
  const settings = examples.filter(({ text }) => /^(rules|settings|# batch\.yaml\nsettings):\n/.test(text));
  const checked = settings.map(({ page, text }) => ({ page, checked: checkSettings(settingsIn(text), rules) }));
  expect(checked.filter(one => 'problems' in one.checked)).toEqual([]);
  expect(settings).toHaveLength(rules.length + 6);
});
