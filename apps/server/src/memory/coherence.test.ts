import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { createWorld, type Response, type Spoil } from './testing/world';

// Thousands of histories take a while on a machine that is busy.
setDefaultTimeout(120_000);

const users = ['ann', 'bob'];
const processCount = 2;

const user = fc.constantFrom(...users);
const process = fc.nat({ max: processCount - 1 });
const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('ask' as const), process, user, versioned: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const), process, user }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('beat' as const), process }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('steps' as const), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), time: fc.integer({ min: 1, max: 2500 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), time: fc.integer({ min: 1, max: 5000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const), process }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), process }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('blackHole' as const), process }) },
);

/** Runs a history; answers the responses that break SPEC 9.1 to 9.5. */
async function violationsOf(
  scheduler: fc.Scheduler,
  deeds: readonly (typeof deed extends fc.Arbitrary<infer Deed> ? Deed : never)[],
  spoil: Spoil,
): Promise<Response[]> {
  const world = createWorld(scheduler, users, processCount, spoil);
  for (const each of world.processes) each.open();
  for (const each of deeds) {
    const at = 'process' in each ? world.processes[each.process] : undefined;
    if (each.do === 'steps') {
      for (let done = 0; done < each.count && scheduler.count() > 0; done += 1) await scheduler.waitOne();
    } else if (each.do === 'pass') world.pass(each.time);
    else if (each.do === 'sleep') world.pass(each.time, true);
    else if (each.do === 'commit') void at?.commit(each.user);
    else if (each.do === 'ask') {
      void at?.ask(each.user, each.versioned ? (world.issuedTo(each.user).at(-1)?.number ?? null) : null);
    } else at?.[each.do]();
  }
  await scheduler.waitIdle();
  return world.responses.filter(({ shown, atLeast, bytes }) => shown < atLeast || bytes !== `bytes ${shown}`);
}

const histories = (spoil: Spoil) =>
  fc.asyncProperty(
    fc.scheduler(),
    fc.array(deed, { minLength: 10, maxLength: 60, size: 'max' }),
    async (scheduler, deeds) => {
      expect(await violationsOf(scheduler, deeds, spoil)).toEqual([]);
    },
  );

/** More by hand: `MODEL_RUNS=100000`. */
const runs = Number(Bun.env.MODEL_RUNS ?? 20_000);

test('no interleaving of fills, changes, notices, losses and time shows what SPEC 9.1 to 9.5 forbid', async () => {
  await fc.assert(
    histories((answers) => answers),
    { numRuns: runs },
  );
});

describe('the model notices', () => {
  const spoils: Record<string, Spoil> = {
    'a fill that is kept though a change has overtaken it': (answers) => ({
      ...answers,
      keep(_, key, what) {
        const unsuspecting = answers.begin();
        const kept = answers.keep(unsuspecting, key, what);
        answers.done(unsuspecting);
        return kept;
      },
    }),
    'a change that does not reach the reads under way': (answers) => ({
      ...answers,
      begin: () => Object.assign(answers.begin(), { isOvertakenFor: () => false }),
    }),
    'memory that is trusted without a heartbeat': (answers) => ({
      ...answers,
      vouchesFor: () => true,
    }),
    'a process that does not apply its own changes': (answers) => {
      let own = true;
      return {
        ...answers,
        changed(name) {
          // Notices and own changes arrive by the same door; every second one is lost.
          own = !own;
          if (own) answers.changed(name);
        },
      };
    },
    'a new version that is answered from memory': (answers) => ({
      ...answers,
      recall(key) {
        const held = answers.recall(key);
        return held && Object.assign(held, { outdated: { has: () => true } });
      },
    }),
    'what is taken for unchanged though something was forgotten': (answers) => ({ ...answers, revision: () => 0 }),
    'an epoch that outlives its line': (answers) => ({
      ...answers,
      lost: () => {},
      opened: (() => {
        let opened = false;
        return () => {
          if (!opened) answers.opened();
          opened = true;
        };
      })(),
    }),
  };
  for (const [what, spoil] of Object.entries(spoils)) {
    test(what, async () => {
      const { failed } = await fc.check(histories(spoil), { numRuns: 20_000, endOnFailure: true });
      expect(failed).toBe(true);
    });
  }
});
