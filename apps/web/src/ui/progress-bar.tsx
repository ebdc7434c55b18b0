/** How far something has come, from 0 to 1. */
export function ProgressBar(props: { value: number; label: string }) {
  return (
    <progress
      aria-label={props.label}
      value={props.value}
      max={1}
      class="h-2 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width] [&::-webkit-progress-value]:duration-150"
    />
  );
}
