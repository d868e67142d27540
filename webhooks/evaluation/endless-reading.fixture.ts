import { parentPort } from 'node:worker_threads';
import type { WorkerRequest } from './worker-messages.ts';

// A separate file, because it has to listen before worker-main.ts does.
parentPort?.on('message', (request: Partial<WorkerRequest>) => {
  if (request.ask === 'read' && request.body !== undefined && request.body.length > 4 * 1024 * 1024) for (;;);
});
