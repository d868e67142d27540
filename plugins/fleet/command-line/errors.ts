import type { ExitCode } from './exit-code.ts';
import { systemReason } from '../../../kubernetes/errors/reason.ts';

/**
 * An error that ends the program; thrown anywhere, printed by process.ts alone. Its message is what
 * the user reads.
 */
export class FleetError extends Error {
  override readonly name = 'FleetError';
  readonly code: string;
  readonly exitCode: ExitCode;
  /**
   * The command whose help shows how the line should have been written; '' is the program's own.
   * Absent: not a matter of usage.
   */
  readonly helpOf: string | undefined;

  constructor(code: string, message: string, options?: ErrorOptions & { exitCode?: ExitCode; helpOf?: string }) {
    super(message, options);
    this.code = code;
    this.exitCode = options?.exitCode ?? 2;
    this.helpOf = options?.helpOf;
  }
}

const didYouMean = (nearest: string | undefined) => (nearest === undefined ? '' : `; did you mean ${nearest}?`);

/** Each error once: its code, its words and the exit code it leads to. */
export const fleetErrors = {
  commandUnknown: (name: string, nearest: string | undefined, helpOf = ''): FleetError =>
    new FleetError('COMMAND_UNKNOWN', `unknown command "${name}"${didYouMean(nearest)}`, { helpOf }),
  flagUnknown: (flag: string, nearest: string | undefined, helpOf: string): FleetError =>
    new FleetError('FLAG_UNKNOWN', `unknown flag ${flag}${didYouMean(nearest)}`, { helpOf }),
  flagNotTaken: (flag: string, command: string): FleetError =>
    new FleetError('FLAG_NOT_TAKEN', `${command} does not take ${flag}`, { helpOf: command }),
  flagWithoutValue: (flag: string, value: string, helpOf: string): FleetError =>
    new FleetError('FLAG_WITHOUT_VALUE', `${flag} needs a value: ${flag} ${value}`, { helpOf }),
  flagInvalid: (flag: string, given: string, expected: string): FleetError =>
    new FleetError('FLAG_INVALID', `--${flag} ${given}: expected ${expected}`),
  flagOfTables: (flag: string, format: string): FleetError =>
    new FleetError('FLAG_OF_TABLES', `--${flag} is for tables: use it with -o table or wide, not with -o ${format}`),
  flagOfOneContext: (flag: string, contexts: number): FleetError =>
    new FleetError(
      'FLAG_OF_ONE_CONTEXT',
      `--${flag} is for one context, and ${contexts} are selected; select one with --context NAME`,
    ),
  entryUnknown: (word: 'cluster' | 'auth info', name: string): FleetError =>
    new FleetError('ENTRY_UNKNOWN', `${word} "${name}" does not exist`),
  parametersUnexpected: (command: string, words: readonly string[]): FleetError =>
    new FleetError('PARAMETERS_UNEXPECTED', `${command} does not take "${words.join(' ')}"`, { helpOf: command }),
  parametersMissing: (command: string, expected: string): FleetError =>
    new FleetError('PARAMETERS_MISSING', `${command} needs ${expected}`, { helpOf: command }),
  fileUnwritable: (path: string, cause: unknown): FleetError =>
    new FleetError('FILE_UNWRITABLE', `${path} cannot be written: ${systemReason(cause)}`, { cause }),
  namesInvalid: (command: string, problem: string): FleetError =>
    new FleetError('NAMES_INVALID', problem, { helpOf: command }),
  rawRefused: (path: string): FleetError =>
    new FleetError('RAW_REFUSED', `--raw asks one cluster: kubectl get --raw ${path} --context NAME`),
  flagsConflict: (problem: string, helpOf: string): FleetError => new FleetError('FLAGS_CONFLICT', problem, { helpOf }),
  filesUnreadable: (problem: string): FleetError => new FleetError('FILES_UNREADABLE', problem),
  waitInvalid: (problem: string): FleetError => new FleetError('CONDITION_INVALID', problem, { helpOf: 'wait' }),
  conditionInvalid: (given: string): FleetError =>
    new FleetError('CONDITION_INVALID', `unrecognized condition: ${given}`, { helpOf: 'wait' }),
  resourceTypeUnknown: (type: string): FleetError =>
    new FleetError('RESOURCE_TYPE_UNKNOWN', `the server doesn't have a resource type "${type}"`),
  formatUnknown: (format: string, formats: readonly string[], helpOf: string): FleetError =>
    new FleetError('FORMAT_UNKNOWN', `unknown output format "${format}": use ${formats.join(', ')}`, { helpOf }),
  templateMissing: (format: string): FleetError =>
    new FleetError(
      'TEMPLATE_MISSING',
      format.startsWith('custom-columns')
        ? 'custom-columns format specified but no custom columns given'
        : 'template format specified but no template given',
    ),
  templateTwice: (format: string): FleetError =>
    new FleetError('TEMPLATE_TWICE', `-o ${format}=... and --template exclude each other`),
  templateInvalid: (template: string, problem: string): FleetError =>
    new FleetError('TEMPLATE_INVALID', `error parsing jsonpath ${template}, ${problem}`),
  templateFailed: (template: string, problem: string): FleetError =>
    new FleetError('TEMPLATE_FAILED', `error executing jsonpath ${JSON.stringify(template)}: ${problem}`, {
      exitCode: 1,
    }),
  templateUnreadable: (path: string, cause: unknown): FleetError =>
    new FleetError('TEMPLATE_UNREADABLE', `error reading --template ${path}: ${systemReason(cause)}`, { cause }),
  columnsInvalid: (problem: string): FleetError => new FleetError('COLUMNS_INVALID', problem),
  goTemplateRefused: (format: string, way: string): FleetError =>
    new FleetError('GO_TEMPLATE_REFUSED', `-o ${format} is not there: ${way}`),
  objectTooDeep: (levels: number): FleetError =>
    new FleetError('OBJECT_TOO_DEEP', `an object has more than ${levels} levels`, { exitCode: 1 }),
  sortFailed: (problem: string): FleetError => new FleetError('SORT_FAILED', problem, { exitCode: 1 }),
  ruleUnknown: (flag: string, rule: string, nearest: string | undefined, rules: readonly string[]): FleetError =>
    new FleetError(
      'RULE_UNKNOWN',
      `--${flag} ${rule}: there is no such rule${didYouMean(nearest) || `; there are: ${rules.join(', ')}`}`,
    ),
  topicUnknown: (name: string, nearest: string | undefined): FleetError =>
    new FleetError('TOPIC_UNKNOWN', `no rule, system or word is called "${name}"${didYouMean(nearest)}`, {
      helpOf: 'explain',
    }),
  ownRuleUnknown: (name: string): FleetError =>
    new FleetError(
      'TOPIC_UNKNOWN',
      `no rule is called "${name}" here; rules whose names begin with own- are in a bundle: --bundle FILE`,
      { helpOf: 'explain' },
    ),
  pagesUnreadable: (path: string, cause: unknown): FleetError =>
    new FleetError('PAGES_UNREADABLE', `${path} cannot be read: ${systemReason(cause)}; install kubectl fleet again`, {
      cause,
    }),
  clusterFactsInvalid: (place: string, problem: string): FleetError =>
    new FleetError('CLUSTER_FACTS_INVALID', `cluster facts ${place}: ${problem}`),
  settingsUnreadable: (path: string, cause: unknown): FleetError =>
    new FleetError('SETTINGS_UNREADABLE', `settings ${path} cannot be read: ${systemReason(cause)}`, { cause }),
  settingsInvalid: (place: string, problem: string): FleetError =>
    new FleetError('SETTINGS_INVALID', `settings ${place}: ${problem}`),
  contextsMissing: (files: readonly string[]): FleetError =>
    new FleetError(
      'CONTEXTS_MISSING',
      `no clusters: ${files.length === 0 ? 'there is no ~/.kube/config' : `${files.join(', ')} has no contexts`}. ` +
        'Set KUBECONFIG to your kubeconfig files (a:b:c), or name one with --kubeconfig FILE.',
    ),
  contextUnknown: (pattern: string, names: readonly string[]): FleetError =>
    new FleetError('CONTEXT_UNKNOWN', `no context matches "${pattern}"; there are: ${names.join(', ')}`),
  clustersTooFew: (contexts: readonly string[]): FleetError => {
    const problem = contexts.length === 1 ? 'only one is asked' : 'these contexts lead to one';
    return new FleetError('CLUSTERS_TOO_FEW', `diff compares several clusters, and ${problem}: ${contexts.join(', ')}`);
  },
  clustersTooMany: (names: readonly string[]): FleetError =>
    new FleetError(
      'CLUSTERS_TOO_MANY',
      `-o diff compares two clusters: choose them with -C, or name the one to compare with by --reference; ` +
        `there are: ${names.join(', ')}`,
    ),
  diffFailed: (program: string, reason: string): FleetError =>
    new FleetError('DIFF_FAILED', `${program} failed: ${reason}; KUBECTL_EXTERNAL_DIFF names another program`),
  selectionEmpty: (names: readonly string[]): FleetError =>
    new FleetError('SELECTION_EMPTY', `every context is left out; there are: ${names.join(', ')}`),
};
