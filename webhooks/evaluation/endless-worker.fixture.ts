/**
 * Program of a worker that never finishes to read a body of more than 4 MiB. It evaluates others.
 */
import './endless-reading.fixture.ts';
import './worker-main.ts';
