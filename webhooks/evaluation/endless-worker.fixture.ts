/** The program of a thread that never ends reading a body of more than 4 MiB, and judges others as every thread does. */
import './endless-reading.fixture.ts';
import './worker.ts';
