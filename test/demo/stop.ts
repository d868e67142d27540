import { stopDetached } from '../testbed/cluster/detached.ts';
import { demoFolder } from './folder.ts';

const stopped = await stopDetached(demoFolder);
process.stdout.write(stopped.length === 0 ? 'no demo is running\n' : `stopped ${stopped.join(', ')}\n`);
