import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder of the demo's clusters until `make demo-stop`. */
export const demoFolder = join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state'), 'kubectl-fleet/demo');
