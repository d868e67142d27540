import type { Tool } from './tools.ts';

/** Progress of one tool that has to be built. */
export interface Progress {
  readonly tool: Tool;
  readonly step: number;
  readonly steps: number;
  readonly state: 'building' | 'waiting' | 'built' | 'failed';
  /** Since this step began. */
  readonly seconds: number;
  /** Process that builds it, while this one waits. */
  readonly holder?: string;
}
export type OnProgress = (progress: Progress) => void;

/** Stream of the progress, e.g. process.stderr. */
interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const everySeconds = 30;

/**
 * Writes progress: in place on a terminal, otherwise a line when a step begins, each 30 s and at
 * its end.
 */
export function progressWriter(output: Terminal): OnProgress {
  let last: Progress | undefined;
  return progress => {
    const ended = progress.state === 'built' || progress.state === 'failed';
    if (output.isTTY === true) {
      // A line that breaks could not be written over.
      const line = sentence(progress).slice(0, (output.columns ?? 80) - 1);
      output.write(`\r\u001B[2K${line}${ended ? '\n' : ''}`);
      return;
    }
    const isKnown = last?.step === progress.step && last.state === progress.state;
    if (isKnown && progress.seconds - (last?.seconds ?? 0) < everySeconds) return;
    output.write(`${sentence(progress)}\n`);
    last = progress;
  };
}

function sentence({ tool, step, steps, state, seconds, holder = '' }: Progress): string {
  const what = {
    building: `building, ${clock(seconds)} (usually ${clock(tool.usualSeconds)})`,
    waiting: `waiting ${clock(seconds)} for ${holder}, which builds it`,
    built: `built in ${clock(seconds)}`,
    failed: `failed after ${clock(seconds)}`,
  };
  return `[${step}/${steps}] ${tool.name} ${tool.version}: ${what[state]}`;
}

/** 83 as 1:23. */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
