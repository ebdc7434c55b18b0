import { type Accessor, createMemo, createSignal } from 'solid-js';
import { createStore, reconcile, unwrap } from 'solid-js/store';
import type * as z from 'zod/mini';

type Schemas<Values> = { [Field in keyof Values]?: z.ZodMiniType<string, string> };
type Focusable = { focus(): void };

/**
 * The fields of one form, all text. A field says what is wrong with it once it was left or the form was sent, and from then
 * on as it is typed. `schemas` carry the sentences.
 */
export function createForm<Values extends Record<string, string>>(initial: Values, schemas: Schemas<Values>) {
  type Field = keyof Values & string;
  const fields = Object.keys(initial) as Field[];
  const [values, setValues] = createStore<Values>({ ...initial });
  const [left, setLeft] = createSignal<ReadonlySet<Field>>(new Set());
  const [refused, setRefused] = createSignal<Partial<Record<Field, string>>>({});
  const elements = new Map<Field, Focusable>();

  /** Of each field, so that a letter is looked at once, and none of the other fields is. */
  const eachField = <Made>(make: (field: Field) => Accessor<Made>) =>
    Object.fromEntries(fields.map((field) => [field, make(field)])) as Record<Field, Accessor<Made>>;
  const checked = eachField((field) => createMemo(() => schemas[field]?.safeParse(values[field])));
  const wrong = (field: Field) => checked[field]()?.error?.issues[0]?.message;
  const errors = eachField((field) =>
    createMemo(() => refused()[field] ?? (left().has(field) ? wrong(field) : undefined)),
  );
  const leave = (field: Field) => setLeft((before) => new Set(before).add(field));
  const focusFirst = (isWrong: (field: Field) => boolean) =>
    elements.get(fields.find(isWrong) ?? ('' as Field))?.focus();

  const set = (field: Field, value: string) => {
    if (field in refused()) {
      setRefused(({ [field]: _, ...others }) => others as Partial<Record<Field, string>>);
    }
    setValues(reconcile({ ...unwrap(values), [field]: value }));
  };

  return {
    values,
    set,
    /** What the schema makes of what was typed: trimmed, in lower case. Only once `check()` holds. */
    parsed: (field: Field): string => checked[field]()?.data ?? values[field] ?? '',
    isWrong: (field: Field) => wrong(field) !== undefined,
    /** Everything in a text field's props but its words. */
    bind: (field: Field) => ({
      name: field,
      get value(): string {
        return values[field] ?? '';
      },
      get error() {
        return errors[field]();
      },
      onInput: (value: string) => set(field, value),
      onBlur: () => leave(field),
      ref: (element: Focusable) => void elements.set(field, element),
    }),
    focus: (field: Field) => elements.get(field)?.focus(),
    /** True when all is well; else every field says what is wrong, and the first gets the focus. */
    check(): boolean {
      const allWell = fields.every((field) => wrong(field) === undefined);
      setLeft(new Set(fields));
      if (!allWell) focusFirst((field) => wrong(field) !== undefined);
      return allWell;
    },
    /** Sentences from the server, by field; those of no field here are the caller's to show. */
    refuse(sentences: Record<string, string>): void {
      setRefused(() => ({ ...sentences }) as Partial<Record<Field, string>>);
      focusFirst((field) => field in sentences);
    },
    reset(to: Values): void {
      setValues(reconcile({ ...to }));
      setLeft(new Set<Field>());
      setRefused({});
    },
  };
}
