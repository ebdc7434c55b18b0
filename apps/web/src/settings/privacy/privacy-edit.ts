import type { OwnProfile } from '@visage/contract/profile';
import { type Accessor, createSignal } from 'solid-js';
import { createRevisedEdit } from '../../me/revised-edit';

export type Privacy = Pick<OwnProfile, 'visibility' | 'lookupByEmail'>;

const privacyOf = ({ visibility, lookupByEmail }: Privacy): Privacy => ({ visibility, lookupByEmail });

/** The edit of who may see and find a person; saved with the profile, and against its revision. */
export function createPrivacyEdit(me: Accessor<OwnProfile>) {
  const [chosen, show] = createSignal(privacyOf(me()));
  const edit = createRevisedEdit<Privacy>({ me, fieldsOf: privacyOf, typed: chosen, show });
  return { ...edit, chosen, choose: (change: Partial<Privacy>) => show({ ...chosen(), ...change }) };
}
