import { afterAll } from 'bun:test';
import { stopPostgres } from './postgres';

afterAll(stopPostgres);
