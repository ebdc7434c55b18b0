import type { OwnProfile } from '@visage/contract/profile';
import { type Accessor, createMemo, Show, Suspense } from 'solid-js';
import { type GravatarOffer, useGravatarOffer } from '../picture/gravatar-offer';
import { useHistory } from '../picture/history';
import { PictureEditor } from '../picture/picture-editor';
import { seemsSignedIn, useMe } from '../session/session';
import { ScreenTitle } from '../shell/screen-title';
import { SignedIn } from '../shell/signed-in';
import { guardUnsaved } from '../shell/unsaved-changes';
import { afterPaint } from '../ui/after-paint';
import { createMediaQuery } from '../ui/media-query';
import { Skeleton } from '../ui/skeleton';
import { ConflictDialog } from './late-conflict-dialog';
import { Later, TurnContext, UntilReady } from './later';
import { Preview } from './preview';
import { createProfileEdit } from './profile-edit';
import { ProfileFields } from './profile-fields';
import { SaveBar } from './save-bar';
import { words } from './words';

/** `data` is what `preloadMe` answers. */
export function MeScreen(props: { data?: unknown }) {
  const me = useMe();
  const isSomeone = () => seemsSignedIn(me);
  const history = useHistory(isSomeone);
  const gravatar = useGravatarOffer(isSomeone);
  // Both stand above the fields, and would push them down under someone's hands. Once there, the screen stays.
  const isReady = createMemo<boolean>(
    (wasReady) => wasReady || ((!history.isPending || history.failureCount > 0) && gravatar() !== undefined),
    false,
  );
  const turn = { isReady, isAtOnce: props.data === true && isReady() };
  return (
    <TurnContext.Provider value={turn}>
      <SignedIn waiting={<Waiting />}>{(mine) => <Editor me={mine} gravatar={gravatar} />}</SignedIn>
    </TurnContext.Provider>
  );
}

interface EditorProps {
  me: Accessor<OwnProfile>;
  gravatar: Accessor<GravatarOffer | undefined>;
}

function Editor(props: EditorProps) {
  const edit = createProfileEdit(() => props.me());
  guardUnsaved({ hasUnsaved: edit.isDirty, discard: edit.discard });
  const previewed = afterPaint(edit.typed);
  // As `lg` in the style sheet.
  const hasRoom = createMediaQuery('(min-width: 64rem)');
  return (
    <div class="page grid grid-cols-1 content-start gap-8 py-8 sm:py-12">
      <ScreenTitle title={words.title} />
      <div class="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12">
        <div class="flex flex-col gap-10">
          <PictureEditor me={props.me()} gravatar={props.gravatar()} />
          <Later>
            <form
              novalidate
              aria-labelledby="details"
              class="grid gap-5"
              onSubmit={(event) => {
                event.preventDefault();
                void edit.save();
              }}
            >
              <h2 id="details" class="text-xl font-semibold">
                {words.details}
              </h2>
              <ProfileFields edit={edit} />
              {/* Enter in a field saves, though the button is in the bar. */}
              <input type="submit" hidden />
            </form>
            <SaveBar edit={edit} />
          </Later>
          <UntilReady>
            <div role="status" aria-label={words.loading}>
              <Skeleton class="h-64 w-full rounded-card" />
            </div>
          </UntilReady>
        </div>
        <aside class="sticky top-24 max-lg:hidden">
          <Later>
            <Show when={hasRoom()}>
              <Preview typed={previewed()} me={props.me()} />
            </Show>
          </Later>
        </aside>
      </div>
      <Show when={edit.conflict()}>
        <Suspense>
          <ConflictDialog
            edit={edit}
            nameOf={(field) => words.fields[field]}
            textOf={(field, version) =>
              field === 'visibility' ? words.visibility[version.visibility].label : version[field]
            }
          />
        </Suspense>
      </Show>
    </div>
  );
}

function Waiting() {
  return (
    <div class="page grid grid-cols-1 content-start gap-8 py-8 sm:py-12" role="status" aria-label={words.loading}>
      <Skeleton class="h-9 w-48" />
      <Skeleton class="h-96 w-full max-w-3xl rounded-card" />
      <Skeleton class="h-64 w-full max-w-3xl rounded-card" />
    </div>
  );
}
