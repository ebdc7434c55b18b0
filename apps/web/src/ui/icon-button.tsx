import { Icon, type IconName } from './icon';

interface IconButtonProps {
  icon: IconName;
  /** Said, and shown as a tooltip: there are no words beside it. */
  label: string;
  disabled?: boolean;
  onClick(): void;
}

/** For what a drawing says at a glance, where words would not fit. */
export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      // Not `disabled`: at the end of the way the focus stays where it is.
      aria-disabled={props.disabled}
      class="grid size-11 shrink-0 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink aria-disabled:opacity-40"
      onClick={() => {
        if (!props.disabled) props.onClick();
      }}
    >
      <Icon name={props.icon} />
    </button>
  );
}
