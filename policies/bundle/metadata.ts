import { everyError, validatorOf, type SchemaError } from '../../kubernetes/schema/validator.ts';
import { RuleMetadata } from '../rules/rule-metadata.ts';

export const isRuleMetadata = validatorOf(RuleMetadata, everyError);

/** Problem in the metadata of a rule. */
export interface MetadataProblem {
  /** Key with the wrong value; absent if a key is missing. */
  key?: string;
  words: string;
}

/** Valid values of keys that are not texts. */
const examples: Readonly<Record<string, string>> = {
  action: 'warn',
  severity: 'medium',
  needs: '[object]',
  misses: '[]',
};
const topKeys: readonly string[] = RuleMetadata.required;

/** Returns the comment lines that a rule without metadata lacks. */
export function metadataLines(): string[] {
  const custom = RuleMetadata.properties.custom.required.map(key => lineFor(key));
  return ['# METADATA', ...topKeys.filter(key => key !== 'custom').map(lineFor), '# custom:', ...custom];
}

/** Returns the problems of metadata as opa parses it. */
export function metadataProblems(metadata: unknown): MetadataProblem[] {
  return isRuleMetadata(metadata) ? [] : (isRuleMetadata.errors ?? []).flatMap(problemsOf);
}

function problemsOf({ keyword, instancePath, params, message, data }: SchemaError): MetadataProblem[] {
  const path = instancePath.split('/').slice(1);
  if (keyword === 'required' && path.length < 2) {
    const missing = String(params['missingProperty']);
    const keys = missing === 'custom' ? ['custom', ...RuleMetadata.properties.custom.required] : [missing];
    return keys.map(key => ({ words: `the metadata lacks a line: ${lineFor(key)}` }));
  }
  const key = path.findLast(part => !/^\d+$/.test(part)) ?? '';
  const allowed: unknown = params['allowedValues'];
  const wanted = Array.isArray(allowed) ? `has to be one of ${allowed.join(', ')}` : (message ?? '');
  return [{ key, words: `${path.join('.') || 'the metadata'} is ${JSON.stringify(data)} and ${wanted}` }];
}

function lineFor(key: string): string {
  if (key === 'custom') return '# custom:';
  return `#${topKeys.includes(key) ? ' ' : '   '}${key}: ${examples[key] ?? 'TODO'}`;
}
