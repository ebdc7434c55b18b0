import { useMutation } from '@tanstack/solid-query';
import { email as emailSchema } from '@visage/contract/account';
import { createSignal, Show } from 'solid-js';
import { createForm } from '../../form/create-form';
import { stillMe } from '../../session/session';
import { guardUnsaved } from '../../shell/unsaved-changes';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { TextField } from '../../ui/text-field';
import { accountRequests } from '../account-requests';
import { Block } from '../block';
import { saidHere } from '../said-here';
import { Verification } from './verification';
import { words } from './words';

/** The address of an account, and the way to another. */
export function EmailBlock(props: { email: string }) {
  const form = createForm({ email: '' }, { email: emailSchema });
  const [sentTo, setSentTo] = createSignal<string>();
  const discard = () => form.reset({ email: '' });
  guardUnsaved({ hasUnsaved: () => form.values.email.trim() !== '', discard });
  const change = useMutation(() => ({
    mutationFn: async (email: string) => {
      await stillMe();
      return accountRequests.changeEmail(email);
    },
    onSuccess: (_, email) => {
      setSentTo(email);
      discard();
    },
  }));
  const submit = () => {
    setSentTo(undefined);
    if (change.isPending || !form.check()) return;
    const email = form.parsed('email');
    if (email === props.email) form.refuse({ email: words.email.same });
    else change.mutate(email);
  };
  const problem = () => saidHere(change.error);
  return (
    <Block title={words.email.title} lead={words.email.lead}>
      <div class="grid gap-2">
        <p class="font-medium" dir="auto">
          {props.email}
        </p>
        <Verification email={props.email} />
      </div>
      <form
        novalidate
        class="grid gap-4 border-t border-line pt-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Show when={problem()}>
          <Notice tone="bad" urgent>
            {problem()}
          </Notice>
        </Show>
        <TextField
          {...form.bind('email')}
          label={words.email.next}
          hint={words.email.hint}
          type="email"
          inputmode="email"
          autocomplete="email"
          autocapitalize="none"
          spellcheck={false}
          required
        />
        <div role="status" class="contents">
          <Show when={sentTo()}>{(email) => <Notice>{words.email.sent(email())}</Notice>}</Show>
        </div>
        <Button type="submit" class="justify-self-start" busy={change.isPending}>
          {words.email.change}
        </Button>
      </form>
    </Block>
  );
}
