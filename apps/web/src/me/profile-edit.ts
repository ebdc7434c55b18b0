import type { OwnProfile } from '@visage/contract/profile';
import { profileFields, visibility } from '@visage/contract/profile';
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import { failureOf } from '../api/failure';
import { createForm } from '../form/create-form';
import { askForMe, putMe, sessionExpired } from '../session/session';
import { toast } from '../ui/toasts';
import { changesFrom, type Edited, type EditedField, editedFields, editedOf, mergeChanges } from './merge-changes';
import { useSaveProfile } from './my-profile';
import { words } from './words';

/** Two versions of a profile that can't be joined without asking. */
export interface Conflict {
  overlap: EditedField[];
  mine: Edited;
  theirs: OwnProfile;
}

const { handle, displayName, pronouns, location, website, bio } = profileFields;

/** One person's edit of their own profile, from the first keystroke until it is saved, merged or discarded. */
export function createProfileEdit(me: Accessor<OwnProfile>) {
  const [base, setBase] = createSignal<OwnProfile>(me());
  const [conflict, setConflict] = createSignal<Conflict | null>(null);
  const [problem, setProblem] = createSignal<string>();
  const form = createForm<Record<EditedField, string>>(editedOf(me()), {
    ...{ handle, displayName, pronouns, location, website, bio },
  });
  const save = useSaveProfile();

  /** As typed. Spaces at the ends count as no change. */
  const typed = createMemo((): Edited => {
    const parsed = Object.fromEntries(editedFields.map((field) => [field, form.parsed(field)])) as Record<
      EditedField,
      string
    >;
    return { ...parsed, visibility: visibility.safeParse(parsed.visibility).data ?? base().visibility };
  });
  const changes = createMemo(() => changesFrom(editedOf(base()), typed()));
  const isDirty = createMemo(() => Object.keys(changes()).length > 0);

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

  function start(from: OwnProfile): void {
    setBase(from);
    setProblem(undefined);
    form.reset(editedOf(from));
  }

  /** Sends `mine` against `onto`; what is typed while it travels stays. */
  async function send(onto: OwnProfile, mine: Edited, saidThen: string): Promise<void> {
    setProblem(undefined);
    const sent = typed();
    try {
      const updated = await save.mutateAsync({ revision: onto.revision, changes: changesFrom(editedOf(onto), mine) });
      const typedMeanwhile = changesFrom(sent, typed());
      start({ ...onto, ...updated });
      for (const field of editedFields) if (field in typedMeanwhile) form.set(field, typedMeanwhile[field] ?? '');
      toast({ message: saidThen });
    } catch (error) {
      const { kind, message, fields } = failureOf(error);
      if (kind === 'stale_revision') return await reconcile(mine);
      if (kind === 'handle_taken') return form.refuse({ handle: fields.handle ?? message });
      if (Object.keys(fields).some((field) => field in form.values)) form.refuse(fields);
      else if (!sessionExpired()) setProblem(message);
    }
  }

  /** Someone saved meanwhile: joins both edits where they touch different fields, asks where they don't. */
  async function reconcile(mine: Edited): Promise<void> {
    try {
      const theirs = await askForMe();
      const { merged, overlap } = mergeChanges(editedOf(base()), mine, editedOf(theirs));
      if (overlap.length === 0) await send(theirs, merged, words.bar.merged);
      else setConflict({ overlap, mine: merged, theirs });
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  }

  return {
    form,
    typed,
    isDirty,
    problem,
    conflict,
    isSaving: () => save.isPending,
    saved: base,
    discard: () => start(me()),
    save: async (): Promise<void> => {
      if (!isDirty() || save.isPending || !form.check()) return;
      await send(base(), typed(), words.bar.saved);
    },
    keepMine: async (): Promise<void> => {
      const asked = conflict();
      setConflict(null);
      if (asked) await send(asked.theirs, asked.mine, words.bar.saved);
    },
    keepTheirs: async (): Promise<void> => {
      const asked = conflict();
      setConflict(null);
      if (!asked) return;
      const { theirs, overlap, mine } = asked;
      const rest = { ...mine, ...Object.fromEntries(overlap.map((field) => [field, theirs[field]])) };
      if (Object.keys(changesFrom(editedOf(theirs), rest)).length > 0) return send(theirs, rest, words.bar.merged);
      putMe(() => theirs);
      start(theirs);
      toast({ message: words.bar.theirsKept });
    },
    decideLater: () => setConflict(null),
  };
}

export type ProfileEdit = ReturnType<typeof createProfileEdit>;
