/**
 * A test that takes long, in its two forms: `whole` under CI=true or WHOLE=1, `short` otherwise.
 */
interface LongForm {
  readonly file: string;
  readonly unit: string;
  readonly whole: number;
  readonly short: number;
}

export const longForms = {
  restarts: { file: 'test/restarts/rolling.test.ts', unit: 'restarts', whole: 100, short: 10 },
  fuzzing: { file: 'test/hostile/fuzz/fuzz.test.ts', unit: 'seconds of fuzzing', whole: 60, short: 5 },
  generated: { file: 'test/hostile/generated.test.ts', unit: 'generated reviews', whole: 10_000, short: 1_000 },
  worstCases: { file: 'test/policies/worst-cases.test.ts', unit: 'KiB for each worst case', whole: 3072, short: 512 },
  rotation: { file: 'test/admission/rotation.test.ts', unit: 'seconds of rotation', whole: 60, short: 45 },
} as const satisfies Record<string, LongForm>;

/** Files that run in the whole form only, by their project. */
export const wholeOnly = {
  oldest: [
    'test/e2e/{clusters,explain,facts,faults,get,kubeconfig,versions}.test.ts',
    'test/e2e/lint{,-rendering,.facts,.repository,.settings}.test.ts',
  ],
  node: ['test/{node,systems,demo}/**/*.test.ts'],
};

/** True where each test runs in its whole form. */
export const isWhole = process.env['CI'] === 'true' || process.env['WHOLE'] === '1';

/** Returns the amount of a long form for this run, in the unit that its entry names. */
export function amountOf(form: keyof typeof longForms): number {
  return isWhole ? longForms[form].whole : longForms[form].short;
}

/**
 * Returns a line for each form that a run has shortened.
 * @param files the files that ran, as paths from the root of the repository
 * @param projects the projects that ran
 */
export function shortenedIn(files: ReadonlySet<string>, projects: ReadonlySet<string>): string[] {
  if (isWhole) return [];
  const forms = Object.values(longForms).filter(({ file }) => files.has(file));
  const excluded = Object.entries(wholeOnly).filter(([project]) => projects.has(project));
  return [
    ...forms.map(({ file, unit, whole, short }) => `${short} of ${whole} ${unit} (${file})`),
    ...excluded.map(([project, patterns]) => `nothing of ${patterns.join(', ')} (project ${project})`),
  ];
}
