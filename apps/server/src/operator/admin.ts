import { createInterface } from 'node:readline/promises';
import { readSettings, type Settings } from '../env';
import { type Connection, openDatabase } from '../storage/database';
import { createOperatorStore, type OperatorStore } from '../storage/operator-store';
import { createPeopleStore, type KnownPerson, type PeopleStore } from '../storage/people-store';
import { type Command, CommandError, withDatabase } from './command';
import { operatorName } from './operator-name';
import { readWords, type Words } from './options';
import { requirePresentTables } from './require-tables';

interface Parts {
  settings: Settings;
  people: PeopleStore;
  deeds: OperatorStore;
  given: Words;
}

type Deed = (person: KnownPerson, parts: Parts) => Promise<string>;

const flags = ['yes', 'undo', 'keep-access', 'admins'];

/** What operators do to people by hand. */
export const admin: Command = {
  summary: 'lists people, verifies, promotes, hides and erases them',
  help: `bun visage admin list [--admins]
bun visage admin verify|promote|hide|erase|log PERSON

PERSON is a user id, a handle or an address. A Visage that runs goes by it at once.

  list      everyone, by handle; --admins: those who are administrators
  verify    the address counts as theirs. As with a mailed link, sessions, keys and passkeys from before end; --keep-access keeps them
  promote   an administrator like those of ADMIN_EMAILS, while their address is verified; --undo takes it back
  hide      makes the profile private
  erase     erases the account and everything held about it; asks first, unless --yes
  log       what operators did to someone; for who is gone, by their id`,

  async run(words) {
    const given = readWords('admin', words, { flags }, 2);
    const [what = '', who] = given.rest;
    const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined;
    const alone = what === 'list';
    if (!deed && !alone && what !== 'log') {
      throw new CommandError(
        'Say what to do: list, verify, promote, hide, erase or log. `bun visage admin --help` says more.',
      );
    }
    if (alone === (who !== undefined)) {
      throw new CommandError(
        alone
          ? '`bun visage admin list` lists everyone: leave out the name.'
          : `Say whom: \`bun visage admin ${what} PERSON\`.`,
      );
    }
    const settings = readSettings();
    const work = async (connection: Connection) => {
      const database = openDatabase(connection, { connections: 2, watch: false });
      try {
        if (!deed) await requirePresentTables(database.sql);
        const people = createPeopleStore(database.db);
        const parts = { settings, people, deeds: createOperatorStore(database.db, operatorName()), given };
        if (who === undefined) return await list(parts);
        const person = await people.find(who);
        if (what === 'log') return await log(person?.id ?? who, parts);
        if (!person) throw new CommandError(`There is nobody with the id, handle or address ${who}.`);
        if (deed) console.log(await deed(person, parts));
      } finally {
        await database.close();
      }
    };
    await withDatabase(settings, work, { asItIs: !deed });
  },
};

const deeds: Record<string, Deed> = {
  async verify(person, { deeds, given }) {
    const keep = given.has('keep-access');
    if (!(await deeds.verify(person.id, keep))) return `The address of ${named(person)} is verified already.`;
    return `The address of ${named(person)} is verified.${keep ? '' : ' Sessions, keys and passkeys from before have ended: they sign in again.'}`;
  },

  async promote(person, { settings, deeds, given }) {
    if (given.has('undo')) {
      const undone = await deeds.demote(person.id);
      const still = isNamed(person, settings) ? ' ADMIN_EMAILS still names them: take them out there, too.' : '';
      return `${named(person)} ${undone ? 'is' : 'was'} not promoted${undone ? ' any more' : ''}.${still}`;
    }
    const done = await deeds.promote(person.id);
    const words = `${named(person)} is ${done ? 'an administrator now' : 'promoted already'}`;
    return person.verified
      ? `${words}.`
      : `${words}, as soon as their address is verified: \`bun visage admin verify ${person.email}\`, if you know that it is theirs.`;
  },

  async hide(person, { deeds }) {
    const done = await deeds.hide(person.id);
    return done
      ? `${named(person)} is private now. Browsers may show what they have for up to a year, shared caches for a day.`
      : `${named(person)} is private already.`;
  },

  async erase(person, { deeds, given }) {
    if (!given.has('yes')) await confirm(person);
    if (!(await deeds.erase(person.id))) throw new CommandError(`${named(person)} is gone already.`);
    return `${named(person)} is erased, with every picture. The audit keeps that it was done, under id ${person.id}, of which it knows only the digest.`;
  },
};

/** Erasing can't be taken back: whoever does it types whom they mean. */
async function confirm(person: KnownPerson): Promise<void> {
  const question = `This erases ${named(person)} for ever. Type ${person.handle} to go on: `;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await Promise.race([
    lines.question(question),
    new Promise<string>((resolve) => lines.once('close', () => resolve(''))),
  ]);
  lines.close();
  if (answer.trim().replace(/^@/, '').toLowerCase() === person.handle) return;
  throw new CommandError('Nothing was erased. To erase without being asked, add --yes.');
}

async function list({ settings, people, given }: Parts): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const page: KnownPerson[] = await people.page(after, 500);
    for (const person of page) {
      const isAdmin = person.verified && (person.promoted || isNamed(person, settings));
      if (given.has('admins') && !isAdmin) continue;
      const marks = [person.verified ? 'verified' : 'unverified', person.visibility, isAdmin && 'administrator'];
      console.log([`@${person.handle}`, person.email, person.id, marks.filter(Boolean).join(', ')].join('\t'));
    }
    const last = page.at(-1);
    if (!last) return;
    after = last.handle;
  }
}

async function log(userId: string, { deeds }: Parts): Promise<void> {
  const entries = await deeds.audit(userId);
  for (const { at, what, operator } of entries) console.log([at, what, `by ${operator}`].join('\t'));
  if (entries.length === 0) console.log('Nothing was done to anyone with this id.');
}

function isNamed({ email }: KnownPerson, { adminEmails }: Settings): boolean {
  return adminEmails.includes(email.toLowerCase());
}

function named({ handle, email }: KnownPerson): string {
  return `@${handle} (${email})`;
}
