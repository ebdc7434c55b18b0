import type { OwnProfile } from '@visage/contract/profile';
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import { type Failure, failureOf } from '../api/failure';
import { askForMe, putMe, sessionExpired } from '../session/session';
import { toast } from '../ui/toasts';
import { changesFrom, mergeChanges } from './merge-changes';
import { type Changes, useSaveProfile } from './my-profile';
import { words } from './words';

/** Two versions of a profile that can't be joined without asking. */
export interface Conflict<Fields> {
  overlap: (keyof Fields & string)[];
  mine: Fields;
  theirs: Fields;
  /** What stood in the form when this save began: what differs from it was typed since. */
  sent: Fields;
  /** What was saved meanwhile, whole: the next save builds on it. */
  onto: OwnProfile;
}

interface Editing<Fields> {
  me: Accessor<OwnProfile>;
  /** The edited fields of a profile, in the order of the form. */
  fieldsOf(profile: OwnProfile): Fields;
  /** As they stand in the form. Spaces at the ends count as no change. */
  typed: Accessor<Fields>;
  /** Puts these into the form, with nothing wrong said. */
  show(fields: Fields): void;
  /** False, said at the fields, when something can't be sent. */
  check?(): boolean;
  /** Says a refusal at the field it is about; false when it is about none. */
  refuse?(failure: Failure): boolean;
}

/** One person's edit of some fields of their profile, from the first change until it is saved, merged or discarded. */
export function createRevisedEdit<Fields extends Changes>({ me, fieldsOf, typed, ...form }: Editing<Fields>) {
  const [base, setBase] = createSignal<OwnProfile>(me());
  const [conflict, setConflict] = createSignal<Conflict<Fields> | null>(null);
  const [problem, setProblem] = createSignal<string>();
  const save = useSaveProfile();
  const isDirty = createMemo(() => Object.keys(changesFrom(fieldsOf(base()), typed())).length > 0);

  // What was saved elsewhere shows here while nothing is typed; else it waits for the save, which joins the two.
  createEffect(
    on(
      () => me().revision,
      () => {
        if (!isDirty() && !save.isPending) start(me());
      },
      { defer: true },
    ),
  );

  function start(from: OwnProfile, typedMeanwhile: Partial<Fields> = {}): void {
    setBase(from);
    setProblem(undefined);
    form.show({ ...fieldsOf(from), ...typedMeanwhile });
  }

  /** Sends `mine` against `onto`; what was typed since `sent`, while it travelled or waited for an answer, stays. */
  async function send(onto: OwnProfile, mine: Fields, sent: Fields, saidThen: string): Promise<void> {
    setProblem(undefined);
    try {
      const changes = changesFrom(fieldsOf(onto), mine);
      const updated = await save.mutateAsync({ revision: onto.revision, changes });
      start({ ...onto, ...updated }, changesFrom(sent, typed()));
      toast({ message: saidThen });
    } catch (error) {
      const refusal = failureOf(error);
      if (refusal.kind === 'stale_revision') return await reconcile(mine, sent);
      if (!form.refuse?.(refusal) && !sessionExpired()) setProblem(refusal.message);
    }
  }

  /** Someone saved meanwhile: joins both edits where they touch different fields, asks where they don't. */
  async function reconcile(mine: Fields, sent: Fields): Promise<void> {
    try {
      const onto = await askForMe();
      const theirs = fieldsOf(onto);
      const { merged, overlap } = mergeChanges(fieldsOf(base()), mine, theirs);
      if (overlap.length === 0) await send(onto, merged, sent, words.bar.merged);
      else setConflict({ overlap, mine: merged, theirs, sent, onto });
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  }

  return {
    isDirty,
    problem,
    conflict,
    isSaving: () => save.isPending,
    saved: base,
    discard: () => start(me()),
    save: async (): Promise<void> => {
      if (!isDirty() || save.isPending || form.check?.() === false) return;
      await send(base(), typed(), typed(), words.bar.saved);
    },
    keepMine: async (): Promise<void> => {
      const asked = conflict();
      setConflict(null);
      if (asked) await send(asked.onto, asked.mine, asked.sent, words.bar.saved);
    },
    keepTheirs: async (): Promise<void> => {
      const asked = conflict();
      setConflict(null);
      if (!asked) return;
      const { overlap, mine, theirs, sent, onto } = asked;
      const rest = { ...mine, ...Object.fromEntries(overlap.map((field) => [field, theirs[field]])) };
      if (Object.keys(changesFrom(theirs, rest)).length > 0) return send(onto, rest, sent, words.bar.merged);
      putMe(() => onto);
      start(onto, changesFrom(sent, typed()));
      toast({ message: words.bar.theirsKept });
    },
    decideLater: () => setConflict(null),
  };
}

export type RevisedEdit<Fields extends Changes> = ReturnType<typeof createRevisedEdit<Fields>>;
