import { ButtonLink } from '../ui/button';
import { ScreenTitle } from './screen-title';
import { words } from './words';

/** The same for what isn't there and for whom the visitor may not see. */
export function NotFoundScreen() {
  return (
    <div class="page grid grow content-center justify-items-center gap-5 py-20 text-center">
      <img src="/placeholder.png" alt="" width="112" height="112" class="size-28 rounded-full opacity-80" />
      <ScreenTitle title={words.notFound.title} />
      <p class="max-w-md text-soft">{words.notFound.why}</p>
      <div class="flex flex-wrap justify-center gap-2">
        <ButtonLink href="/people" look="primary">
          {words.notFound.people}
        </ButtonLink>
        <ButtonLink href="/">{words.notFound.home}</ButtonLink>
      </div>
    </div>
  );
}
