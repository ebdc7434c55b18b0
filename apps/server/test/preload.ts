import { afterAll, setDefaultTimeout } from 'bun:test';
import { stopPostgres } from './postgres';

// The first test of a run waits for a Postgres to be made, on a machine that may have more to do.
setDefaultTimeout(30_000);
afterAll(stopPostgres);
