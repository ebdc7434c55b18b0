import { useMutation } from '@tanstack/solid-query';
import { keyName } from '@visage/contract/api-key';
import { createSignal, Show } from 'solid-js';
import { client } from '../../api/client';
import { failureOf } from '../../api/failure';
import { createForm } from '../../form/create-form';
import { stillMe } from '../../session/session';
import { guardUnsaved } from '../../shell/unsaved-changes';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { RadioCards } from '../../ui/radio-cards';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { Block } from '../block';
import { saidHere } from '../said-here';
import { askForKeys } from './keys';
import { MadeKey } from './made-key';
import { type Access, accesses, type Lifetime, lifetimes, scopesOf, secondsOf } from './new-key';
import { words } from './words';

const empty = { name: '' };

/** Makes a key, and shows it in the form's place until the person says they have it. */
export function NewKeyBlock() {
  const text = words.make;
  const form = createForm(empty, { name: keyName });
  const [access, setAccess] = createSignal<Access>('read');
  const [lifetime, setLifetime] = createSignal<Lifetime>('quarter');
  let heading: HTMLHeadingElement | undefined;
  const make = useMutation(() => ({
    mutationFn: async () => {
      const name = form.parsed('name');
      await stillMe();
      const wanted = { name, scopes: scopesOf[access()], expiresIn: secondsOf[lifetime()] };
      return { name, key: (await client.apiKey.create.mutate(wanted)).key };
    },
    // Nothing of it stays in memory longer than it is shown.
    gcTime: 0,
    onSuccess: () => {
      form.reset(empty);
      void askForKeys();
      heading?.focus();
    },
    onError: (error) => form.refuse(failureOf(error).fields),
  }));
  // A key is shown this once; its name took typing.
  guardUnsaved({
    hasUnsaved: () => make.data !== undefined || form.values.name.trim() !== '',
    discard() {
      form.reset(empty);
      make.reset();
    },
  });
  const problem = () => {
    const { error } = make;
    return error && failureOf(error).fields.name !== undefined ? undefined : saidHere(error);
  };
  return (
    <Block
      title={make.data ? words.made.title(make.data.name) : text.title}
      lead={make.data ? words.made.once : text.lead}
      ref={(element) => {
        heading = element;
      }}
    >
      <Show
        when={make.data}
        fallback={
          <form
            novalidate
            class="grid grid-cols-1 gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              if (!make.isPending && form.check()) make.mutate();
            }}
          >
            <Show when={problem()}>
              <Notice tone="bad" urgent>
                {problem()}
              </Notice>
            </Show>
            <TextField {...form.bind('name')} label={text.name} hint={text.hint} autocomplete="off" required />
            <RadioCards
              legend={text.access}
              name="access"
              value={access()}
              onChange={setAccess}
              choices={accesses.map((value) => ({
                ...{ value, icon: value === 'read' ? ('eye' as const) : ('key' as const) },
                ...text.accesses[value],
              }))}
            />
            <SelectField
              label={text.lifetime}
              name="lifetime"
              value={lifetime()}
              onChange={setLifetime}
              choices={lifetimes.map((value) => ({ value, label: text.lifetimes[value] }))}
            />
            <Button type="submit" class="justify-self-start" busy={make.isPending}>
              {text.submit}
            </Button>
          </form>
        }
      >
        {(made) => (
          <MadeKey
            value={made().key}
            onDone={() => {
              make.reset();
              heading?.focus();
            }}
          />
        )}
      </Show>
    </Block>
  );
}
