import { describe, expect, test } from 'bun:test';
import type { Bytes, ShownPicture, Subject } from '../storage/shown-picture';
import { nobody } from './caller';
import { createPictureMemory } from './picture-memory';
import { type Asked, createShownPictures } from './shown-pictures';

const whatever: Asked = {
  subject: { userId: 'u' },
  square: null,
  version: null,
  since: null,
  bytes: { unlessHeld: { digests: [], since: null } },
};
const small: Asked = { ...whatever, square: { step: 64, exact: false, mimeType: 'image/webp' } };
const asking = { caller: async () => nobody, isSigned: () => false };

/** Pictures over a database of one user, which counts what it is asked for. */
function createHouse({
  capacity = 1_000_000,
  vouched = true,
  visibility = 'public' as ShownPicture['visibility'],
} = {}) {
  let time = 0;
  let version = 1;
  const counted = { reads: 0, bytes: 0, renders: 0 };
  const rendered = new Set<number>();
  let duringRender: (() => void) | undefined;
  const memory = createPictureMemory(capacity, () => ({ monotonic: time, wall: time }));
  if (vouched) {
    memory.answers.opened();
    memory.answers.proven({ monotonic: 0, wall: 0 });
  }
  const fileOf = (of: number, bytes: Bytes) => {
    const digest = `digest ${of}`;
    const held = bytes === 'none' || bytes.unlessHeld.digests.includes(digest);
    if (!held) counted.bytes += 1;
    return { digest, byteSize: 100, data: held ? null : new Uint8Array(100).fill(of) };
  };
  const read = async (subject: Subject, _: unknown, form: unknown, bytes: Bytes): Promise<ShownPicture | null> => {
    counted.reads += 1;
    const seen = version;
    await Bun.sleep(0);
    if (!('userId' in subject) || subject.userId !== 'u') return null;
    const isStored = form === 'stored';
    const picture = {
      mimeType: 'image/webp' as const,
      file: isStored || rendered.has(seen) ? fileOf(seen, bytes) : null,
      rendition: isStored ? null : { pictureId: 'p', side: 64, mimeType: 'image/webp' as const, settings: '' },
    };
    return { userId: 'u', displayName: 'U', visibility, version: `v${seen}`, lastUpdated: seen, picture };
  };
  const renditions = {
    nameOf: ({ side }: { side: number }) => `name ${side} ${version}`,
    make: async () => {
      counted.renders += 1;
      const made = version;
      rendered.add(made);
      duringRender?.();
      duringRender = undefined;
      return { digest: `digest ${made}`, byteSize: 100, data: new Uint8Array(100).fill(made) };
    },
  };
  const pictures = createShownPictures(read, renditions, () => '', memory);
  return {
    counted,
    memory,
    pictures,
    show: async (asked: Asked) => {
      const file = (await pictures.find(asked, asking))?.picture?.file;
      return file?.data?.[0];
    },
    /** Happens while the next rendition is made. */
    whileRendering: (deed: () => void) => {
      duringRender = deed;
    },
    /** Committed elsewhere; heard of only if `memory` is told. */
    change: () => {
      version += 1;
    },
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe('a picture that was shown', () => {
  test('is shown again without a word to the database', async () => {
    const { counted, pictures, show } = createHouse();
    expect(pictures.remembered(pictures.recallOf(whatever))).toBeUndefined();
    expect([await show(whatever), await show(whatever)]).toEqual([1, 1]);
    expect(pictures.remembered(pictures.recallOf(whatever))?.extra?.value?.[0]).toBe(1);
    expect(counted).toEqual({ reads: 1, bytes: 1, renders: 0 });
  });

  test('costs one read and one render, however many ask while it is cold', async () => {
    const { counted, show } = createHouse();
    const shown = await Promise.all(Array.from({ length: 50 }, () => show(small)));
    expect(new Set(shown)).toEqual(new Set([1]));
    expect(counted).toEqual({ reads: 1, bytes: 0, renders: 1 });
  });

  test('in a size that is not stored is made for nobody who holds it or needs no bytes, whatever is remembered', async () => {
    for (const capacity of [0, 1_000_000]) {
      const { counted, pictures } = createHouse({ capacity });
      const odd: Asked = { ...whatever, square: { step: 77, exact: true, mimeType: 'image/webp' } };
      const digest = async (bytes: Asked['bytes']) =>
        (await pictures.find({ ...odd, bytes }, asking))?.picture?.file.digest;
      for (const bytes of [
        'none',
        { unlessHeld: { digests: ['name 64 1'], since: null } },
        { unlessHeld: { digests: [], since: 1 } },
      ] as const) {
        expect(await digest(bytes)).toBe('name 64 1');
      }
      expect(counted.renders).toBe(0);
      await digest({ unlessHeld: { digests: ['of an older one'], since: null } });
      expect(counted.renders).toBe(1);
    }
  });

  test('is forgotten when a change of it is heard of', async () => {
    const { counted, memory, show, change } = createHouse();
    await show(whatever);
    change();
    memory.answers.changed('someone else');
    expect(await show(whatever)).toBe(1);
    memory.answers.changed('u');
    expect(await show(whatever)).toBe(2);
    expect(counted.reads).toBe(2);
  });

  test('is asked about each time while nobody vouches for memory, but its bytes are brought once', async () => {
    const { counted, pictures, show, change } = createHouse({ vouched: false });
    expect([await show(whatever), await show(whatever)]).toEqual([1, 1]);
    change();
    expect([await show(whatever), await show(whatever)]).toEqual([2, 2]);
    expect(pictures.remembered(pictures.recallOf(whatever))).toBeUndefined();
    expect(counted).toEqual({ reads: 4, bytes: 2, renders: 0 });
  });

  test('is asked about again when no heartbeat has come for two seconds, and trusted anew with the next', async () => {
    const { counted, memory, show, pass } = createHouse();
    await show(whatever);
    pass(1999);
    await show(whatever);
    expect(counted.reads).toBe(1);
    pass(1);
    await show(whatever);
    expect(counted.reads).toBe(2);
    memory.answers.proven({ monotonic: 2000, wall: 2000 });
    await show(whatever);
    expect(counted.reads).toBe(2);
  });

  test('under a version that is not known here is looked for in the database, once', async () => {
    const { counted, show, change } = createHouse();
    await show(whatever);
    expect(await show({ ...whatever, version: 'v1' })).toBe(1);
    expect(counted.reads).toBe(1);
    change();
    expect(await show({ ...whatever, version: 'v2' })).toBe(2);
    expect(counted.reads).toBe(2);
    // An old link is told from a new one once, not each time.
    expect([await show({ ...whatever, version: 'v1' }), await show({ ...whatever, version: 'v1' })]).toEqual([2, 2]);
    expect(counted.reads).toBe(3);
  });

  test('before a change is never shown nor remembered after it, though its read ends later', async () => {
    const { memory, show, change } = createHouse();
    const before = show(whatever);
    change();
    memory.answers.changed('u');
    const after = show(whatever);
    expect([await before, await after]).toEqual([2, 2]);
    expect(await show(whatever)).toBe(2);
  });

  test('is remembered without bytes by who needs none, and its bytes are brought when someone does', async () => {
    const { counted, show, pictures } = createHouse();
    expect(await show({ ...whatever, bytes: 'none' })).toBeUndefined();
    expect(counted.bytes).toBe(0);
    expect(pictures.remembered(pictures.recallOf({ ...whatever, bytes: 'none' }))).toMatchObject({ extra: null });
    expect(await show(whatever)).toBe(1);
    expect(counted).toEqual({ reads: 2, bytes: 1, renders: 0 });
  });

  test('is not taken for the newer one that the asker goes by the date of', async () => {
    const { counted, pictures, show, change } = createHouse();
    await show(whatever);
    change();
    const byDate: Asked = { ...whatever, since: 2, bytes: { unlessHeld: { digests: [], since: 2 } } };
    expect(await pictures.find(byDate, asking)).toMatchObject({ version: 'v2', lastUpdated: 2 });
    expect(counted.reads).toBe(2);
    // A date that is known here needs nobody.
    await pictures.find(byDate, asking);
    expect(counted.reads).toBe(2);
  });

  test('is read again when a change was answered while it was made', async () => {
    const { memory, show, change, whileRendering } = createHouse();
    whileRendering(() => {
      change();
      memory.answers.changed('u');
    });
    expect(await show(small)).toBe(2);
  });

  test('is read again when it was so long in the making that it may be old elsewhere', async () => {
    const { counted, show, pass, whileRendering } = createHouse({ vouched: false });
    whileRendering(() => pass(1000));
    expect(await show(small)).toBe(1);
    expect(counted).toMatchObject({ reads: 2, renders: 1 });
  });

  test('keeps its place when a read brings nothing new', async () => {
    const { counted, pictures, show } = createHouse();
    await show(whatever);
    const remembered = pictures.remembered(pictures.recallOf(whatever));
    for (const version of ['a', 'b', 'a', 'b', 'a']) await show({ ...whatever, version });
    expect(counted.reads).toBe(3);
    expect(remembered && pictures.isStill(remembered)).toBe(true);
  });

  test('is remembered nowhere at capacity 0', async () => {
    const { counted, show } = createHouse({ capacity: 0 });
    expect([await show(whatever), await show(whatever)]).toEqual([1, 1]);
    expect(counted).toEqual({ reads: 2, bytes: 2, renders: 0 });
  });
});

describe('whom nobody may see, and who is not there', () => {
  test('are both remembered, and shown to nobody', async () => {
    for (const [subject, visibility] of [
      [{ userId: 'nobody' }, 'public'],
      [{ handle: 'nobody' }, 'public'],
      [{ userId: 'u' }, 'private'],
    ] as const) {
      const { counted, pictures } = createHouse({ visibility });
      const asked = { ...small, subject };
      for (let time = 0; time < 3; time += 1) expect(await pictures.find(asked, asking)).toBeNull();
      expect(pictures.remembered(pictures.recallOf(asked))).toBeUndefined();
      expect(counted).toEqual({ reads: 1, bytes: 0, renders: 0 });
    }
  });

  test('are looked up anew when someone may be there by now', async () => {
    const { counted, memory, pictures } = createHouse();
    const asked = { ...whatever, subject: { handle: 'new' } };
    await pictures.find(asked, asking);
    memory.answers.changed('@new');
    await pictures.find(asked, asking);
    expect(counted.reads).toBe(2);
  });
});
