/** Says which limit ended a program. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly code: 'OUT_OF_TIME' | 'OUTPUT_TOO_LONG';

  constructor(code: ProgramError['code']) {
    super(code === 'OUT_OF_TIME' ? 'it took too long' : 'it prints too much');
    this.code = code;
  }
}
