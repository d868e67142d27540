import { parentPort } from 'node:worker_threads';
import type { Question } from './messages.ts';

// A file of its own, because it has to listen before the program of the thread does.
parentPort?.on('message', (question: Partial<Question>) => {
  if (question.ask === 'read' && question.body !== undefined && question.body.length > 4 * 1024 * 1024) for (;;);
});
