import type postgres from 'postgres';
import { createAsking } from '../prove/asking';
import { routeOf } from '../prove/member';
import { createSending } from '../prove/sending';
import { readStored } from '../prove/stored';
import { findContradictions, findDamaged } from '../src/storage/stored-health';
import type { Ledger } from './ledger';
import type { Load } from './load';
import { whyShutOut } from './people';
import type { Scene } from './scene';

/** What is there when all is over. */
export interface Aftermath {
  ledgers: Ledger[];
  /** Acknowledged changes of names, and sign-ups, that are gone. In words. */
  lost: string[];
  /** Rows that contradict each other, and bytes that are not what they were. In words. */
  halfDone: string[];
}

/** So many ask for each picture at once: the connections they need are of every process that shares the port. */
const timesAsked = 4;

/** Asks everyone's pictures once more, which the diary keeps, and the database for everything. */
export async function lookAround({ postgres, visage }: Scene, load: Load): Promise<Aftermath> {
  const { diary, owners, editors, newcomers } = load;
  const asking = createAsking([visage.base], diary.recorder('hot picture'));
  const routes = owners.map(({ account }) => routeOf(account.id));
  const asked = Array.from({ length: timesAsked }, () => routes).flat();
  await Promise.all(asked.map((route) => asking.ask({ process: 0, route })));

  const ledgers: Ledger[] = [];
  for (const { account, attempts } of owners) {
    const stored = await readStored(postgres.sql, account.id);
    ledgers.push({
      ...{ owner: account.name, attempts },
      stored: { current: stored?.pictureId ?? null, pictures: stored?.pictures ?? [] },
    });
  }
  const lost: string[] = [];
  for (const { account, acknowledged, perhaps } of editors) {
    const name = (await readStored(postgres.sql, account.id))?.name;
    if (name === undefined || ![acknowledged, ...perhaps].includes(name))
      lost.push(`${account.name} is called ${name}, but "${acknowledged}" was acknowledged`);
  }
  const sending = createSending([visage], { sent: () => {} });
  const back = newcomers.welcomed.map(async (person) => {
    const why = await whyShutOut(sending, person);
    if (why !== null) lost.push(`${person.email} was welcomed and can't sign in: ${why}`);
  });
  await Promise.all(back);
  return { ledgers, lost, halfDone: await findHalfDone(postgres.sql) };
}

async function findHalfDone(sql: postgres.Sql): Promise<string[]> {
  const contradictions = await findContradictions(sql);
  const damaged = await findDamaged(sql, () => {});
  const shutOut = await sql<{ email: string }[]>`
    SELECT email FROM "user" WHERE email LIKE 'load%' AND NOT EXISTS (SELECT FROM account WHERE user_id = "user".id)`;
  return [
    ...contradictions.map(({ what, count, example }) => `${what}: ${count}, as ${example}`),
    ...damaged.map(({ id, kind }) => `the ${kind} ${id} has other bytes than were stored`),
    ...shutOut.map(({ email }) => `${email} is there without a way to sign in`),
  ];
}
