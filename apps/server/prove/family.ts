import type postgres from 'postgres';
import type { Random } from '../src/drawing/random';
import { chooseDeed } from './choosing';
import type { Deed } from './deeds';
import type { Change, Shown } from './history';
import { nobody } from './history';
import { handleRoute, type Member, routeOf, shownOf } from './member';
import { nameOf } from './name';
import type { Sending, Sent } from './sending';
import { asStored, freeHandle, readStored } from './stored';

/** Two people and a handle that goes from one to the other. All their changes are made here, one after the other. */
export interface Family {
  name: string;
  /** Makes changes until stopped; what is under way then is seen to its end. */
  run(stopping: AbortSignal): Promise<void>;
}

export interface FamilyParts {
  name: string;
  processes: number;
  sending: Sending;
  sql: postgres.Sql;
  random: Random;
  /** A picture that nobody has had. */
  newMark(): number;
  /** Called before a change is asked for. */
  begun(family: string, begin: number): void;
  /** Called once it is known what became of it. */
  settled(change: Change): void;
}

/** How long to look for an unanswered change in the database before it is made impossible, in milliseconds. */
const lookFor = 3000;
/**
 * Between two changes, in milliseconds. Often at once, so that one comes while what the one before has made is still being
 * read, and then long enough for an old picture that was kept to be seen.
 */
const pauses = [
  [0, 40],
  [0, 300],
  [200, 800],
  [2200, 3000],
] as const;
const giveUpAfter = 120_000;

export function createFamily(parts: FamilyParts): Family {
  const { name, processes, sending, sql, random } = parts;
  const handle = `shared-${name}`;
  const members: Member[] = [];
  let people = 0;

  /** What each of their routes shows, were `changed` in the place of whoever has its id. */
  function routes(changed?: Member): Record<string, Shown> {
    const now = members.map((each) => (each.id === changed?.id ? changed : each));
    const holder = now.find((each) => each.handle === handle);
    const byId = Object.fromEntries(now.map((each) => [routeOf(each.id), shownOf(each)]));
    return { ...byId, [handleRoute(handle)]: holder ? shownOf(holder) : nobody };
  }

  function settle(
    what: string,
    how: Pick<Change, 'process' | 'begin' | 'ack'>,
    before: Record<string, Shown>,
    now: Record<string, Shown>,
  ) {
    const after = Object.fromEntries(
      Object.entries(now).filter(([route, shown]) => !Bun.deepEquals(before[route], shown)),
    );
    parts.settled({ family: name, what, ...how, after });
  }

  /** Asks any of the processes. */
  async function send(ask: (process: number) => Promise<Sent>) {
    const process = Math.floor(random.next() * processes);
    return { ...(await ask(process)), process };
  }

  async function perform(at: number, member: Member, { what, path, input, mark, after, foreseen, isDone }: Deed) {
    if (what === `now @${handle}`) await freeHandle(sql, handle);
    const before = routes();
    const begin = performance.now();
    parts.begun(name, begin);
    const sent = await send((process) => sending.call(process, path, member.cookie, input));
    const label = `${what} (${member.id.slice(0, 6)})`;
    if (sent.outcome === 'refused for now')
      return settle(`${label}: ${sent.words}`, { process: sent.process, begin, ack: sent.end }, {}, {});
    const become = (process: number | null, ack: number, member: Member) => {
      members[at] = member;
      settle(label, { process, begin, ack }, before, routes());
    };
    if (sent.outcome === 'done') return become(sent.process, sent.end, after(sent.data));
    const end = performance.now() + lookFor;
    do {
      const stored = await readStored(sql, member.id);
      if (stored && isDone(stored)) return become(null, performance.now(), asStored(member, stored, mark));
      await Bun.sleep(100);
    } while (performance.now() < end);
    // It may yet happen, whenever what holds it up lets go. Not to someone who is gone.
    settle(
      `perhaps ${label}: ${sent.words}`,
      { process: null, begin, ack: Number.POSITIVE_INFINITY },
      before,
      routes(foreseen),
    );
    // Whatever their routes show then, it is a change of what they perhaps have shown.
    await replace(at, member, {});
  }

  /** Deletes the account, however often that takes, and makes another. */
  async function replace(at: number, member: Member, before = routes()): Promise<void> {
    const begin = performance.now();
    parts.begun(name, begin);
    for (;;) {
      const sent = await send((process) => sending.call(process, 'account.delete', member.cookie, null));
      const isGone = sent.outcome === 'done' || (await readStored(sql, member.id)) === null;
      if (isGone) {
        const how =
          sent.outcome === 'done'
            ? { process: sent.process, ack: sent.end }
            : { process: null, ack: performance.now() };
        members.splice(at, 1);
        settle(`deletion of ${member.id.slice(0, 6)}`, { ...how, begin }, before, {
          ...routes(),
          [routeOf(member.id)]: nobody,
        });
        break;
      }
      if (performance.now() > begin + giveUpAfter) throw new Error(`${member.id} can't be deleted: ${sent.words}`);
      await Bun.sleep(300);
    }
    await join();
  }

  /** A new member. Those that a lost answer leaves behind are nobody's, and never asked for. */
  async function join(): Promise<void> {
    const start = performance.now();
    for (;;) {
      people += 1;
      const person = {
        name: nameOf(random),
        email: `${name}-${people}@example.org`,
        password: 'a password for the proof',
      };
      const before = routes();
      const begin = performance.now();
      parts.begun(name, begin);
      const sent = await send((process) => sending.signUp(process, person));
      if (sent.outcome === 'done') {
        const { id } = (sent.data as { user: { id: string } }).user;
        const stored = await readStored(sql, id);
        if (!stored) throw new Error(`${id} has signed up and is not there`);
        const empty = { id, cookie: sent.cookie, ownHandle: stored.handle, current: null, marks: new Map() };
        members.push(asStored({ ...empty, handle: '', name: '', visibility: '', revision: 0 }, stored, null));
        return settle(
          `sign-up of ${id.slice(0, 6)}`,
          { process: sent.process, begin, ack: sent.end },
          before,
          routes(),
        );
      }
      settle(`no sign-up: ${sent.words}`, { process: null, begin, ack: sent.end }, {}, {});
      if (performance.now() > start + giveUpAfter) throw new Error(`nobody can sign up: ${sent.words}`);
      await Bun.sleep(300);
    }
  }

  return {
    name,
    async run(stopping) {
      // From the beginning nobody has the handle.
      settle('the beginning', { process: null, begin: 0, ack: 0 }, {}, routes());
      await join();
      await join();
      while (!stopping.aborted) {
        const at = Math.floor(random.next() * members.length);
        const member = members[at];
        if (!member) throw new Error(`family ${name} has nobody`);
        const deed = await chooseDeed(member, { handle, members, random, newMark: parts.newMark });
        if (deed === 'leave') await replace(at, member);
        else await perform(at, member, deed);
        const [low, high] = random.pick(pauses);
        await Bun.sleep(random.between(low, high));
      }
    },
  };
}
