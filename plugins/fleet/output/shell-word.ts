/** Returns a word as a shell takes it. Words come from kubeconfigs and clusters of other people. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
