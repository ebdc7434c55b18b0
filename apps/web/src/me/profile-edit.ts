import type { OwnProfile } from '@visage/contract/profile';
import { profileFields, visibility } from '@visage/contract/profile';
import { type Accessor, createMemo } from 'solid-js';
import { createForm } from '../form/create-form';
import { type Edited, type EditedField, editedFields, editedOf } from './merge-changes';
import { createRevisedEdit } from './revised-edit';

const { handle, displayName, pronouns, location, website, bio } = profileFields;

/** The edit of everything that others see of a person. */
export function createProfileEdit(me: Accessor<OwnProfile>) {
  const form = createForm<Record<EditedField, string>>(editedOf(me()), {
    ...{ handle, displayName, pronouns, location, website, bio },
  });
  const typed = createMemo((): Edited => {
    const parsed = Object.fromEntries(editedFields.map((field) => [field, form.parsed(field)])) as Record<
      EditedField,
      string
    >;
    return { ...parsed, visibility: visibility.safeParse(parsed.visibility).data ?? me().visibility };
  });
  const edit = createRevisedEdit<Edited>({
    me,
    fieldsOf: editedOf,
    typed,
    show: form.reset,
    check: form.check,
    refuse({ kind, message, fields }) {
      const said = kind === 'handle_taken' ? { handle: fields.handle ?? message } : fields;
      const isOfField = Object.keys(said).some((field) => field in form.values);
      if (isOfField) form.refuse(said);
      return isOfField;
    },
  });
  return { ...edit, form, typed };
}

export type ProfileEdit = ReturnType<typeof createProfileEdit>;
