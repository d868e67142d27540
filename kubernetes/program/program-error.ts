/** The error of a program that a limit ended. The code names the limit. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly code: 'OUT_OF_TIME' | 'OUTPUT_TOO_LONG';

  constructor(code: ProgramError['code']) {
    super(code === 'OUT_OF_TIME' ? 'it took too long' : 'it prints too much');
    this.code = code;
  }
}
