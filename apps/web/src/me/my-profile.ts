import { useMutation } from '@tanstack/solid-query';
import type { ProfileUpdate, UpdatedProfile } from '@visage/contract/profile';
import { client } from '../api/client';
import { peopleKey } from '../people/people';
import { personKey } from '../person/person';
import { asMe, putMe, queryClient, stopAskingForMe } from '../session/session';

/** Fields of a profile, whichever a form edits. */
export type Changes = Omit<ProfileUpdate, 'userId' | 'revision'>;

interface Save {
  /** The revision the changes were made to. */
  revision: number;
  changes: Changes;
}

/** Saves some fields. A stale revision is refused by the server, with nothing changed. */
export function useSaveProfile() {
  return useMutation(() => ({
    mutationFn: ({ revision, changes }: Save): Promise<UpdatedProfile> =>
      asMe((named) => client.profile.update.mutate({ ...named, revision, ...changes })),
    onSuccess: async (updated) => {
      // A copy asked for before the change must not arrive after it.
      await stopAskingForMe();
      putMe((me) => ({ ...me, ...updated }));
      forgetOthersView();
    },
  }));
}

/** How the profile looks to others is asked for again when it is next shown. */
export function forgetOthersView(): void {
  void queryClient.invalidateQueries({ queryKey: personKey });
  // Page after page would be asked for again, however many were loaded; begun anew, it is one.
  queryClient.removeQueries({ queryKey: peopleKey, type: 'inactive' });
  void queryClient.invalidateQueries({ queryKey: peopleKey });
}
