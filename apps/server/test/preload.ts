import { afterAll } from 'bun:test';
import { startPostgres, stopPostgres } from './postgres';

// Here and not in a hook: a hook that takes too long on a busy machine is ended together with the processes it started.
// The browser tests start servers of their own.
if (!process.argv.some((word) => word.includes('.e2e.'))) await startPostgres();
afterAll(stopPostgres);
