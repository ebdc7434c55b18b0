import type { OwnProfile } from '@visage/contract/profile';
import { copyText } from '../ui/copy-text';
import { toast } from '../ui/toasts';
import { type SnippetKind, snippetsFor } from './snippets';
import { words } from './words';

/** What shows someone's own picture elsewhere. */
export function ownSnippet(me: OwnProfile, kind: SnippetKind): string {
  const { id, handle, displayName, picture } = me;
  const all = snippetsFor({ origin: location.origin, id, handle, displayName, altText: picture?.altText ?? '' });
  return all.find((each) => each.kind === kind)?.text ?? '';
}

/** Of the element that shows it. */
export const idOfSnippet = (kind: SnippetKind) => `use-${kind}`;

/** Copies the link, wherever that is asked for, and says so. */
export async function copyLink(me: OwnProfile): Promise<void> {
  const link = ownSnippet(me, 'link');
  const outcome = await copyText(link, document.getElementById(idOfSnippet('link')));
  const message = { copied: words.use.linkCopied, selected: words.use.selected, neither: words.use.linkIs(link) }[
    outcome
  ];
  toast({ message });
}
