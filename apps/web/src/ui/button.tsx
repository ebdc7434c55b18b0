import { type JSX, Show, splitProps } from 'solid-js';
import { useCurrentPage } from './current-page';
import { Spinner } from './spinner';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

const shape =
  // The edge of those that show none is seen where the system chooses the colours.
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-field border px-4 text-[0.9375rem] font-medium no-underline transition-colors duration-150 disabled:opacity-50 aria-busy:cursor-progress';

const looks: Record<ButtonLook, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border-edge/50 bg-surface hover:bg-hover',
  quiet: 'border-transparent hover:bg-hover',
  danger: 'border-danger/40 text-danger hover:bg-danger-tint',
};

interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  /** Something is under way: further clicks do nothing, and the focus stays where it is. */
  busy?: boolean;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'busy', 'class', 'children', 'onClick', 'type']);
  const onClick: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (own.busy) event.preventDefault();
    else if (typeof own.onClick === 'function') own.onClick(event);
  };
  return (
    <button
      {...rest}
      type={own.type ?? 'button'}
      class={`${shape} ${looks[own.look ?? 'plain']} ${own.class ?? ''}`}
      aria-busy={own.busy}
      onClick={onClick}
    >
      <Show when={own.busy}>
        <Spinner />
      </Show>
      {own.children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink(props: { href: string; look?: ButtonLook; class?: string; children: JSX.Element }) {
  const current = useCurrentPage();
  return (
    <a
      href={props.href}
      aria-current={current(props.href)}
      class={`${shape} ${looks[props.look ?? 'plain']} ${props.class ?? ''}`}
    >
      {props.children}
    </a>
  );
}
