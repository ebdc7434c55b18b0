/** A turning ring beside the words of what is under way; says nothing itself. */
export function Spinner() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 animate-spin">
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-opacity="0.3" stroke-width="2" />
      <path d="M14 8a6 6 0 0 0-6-6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
    </svg>
  );
}
