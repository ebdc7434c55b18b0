const paths = {
  camera:
    'M3 6.5h3l1.5-2h5l1.5 2h3a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1Zm7 7.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  check: 'm4 10.5 4 4 8-9',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7.5 7.5v-3a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-3m-9-4a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1z',
  eye: 'M1.8 10S4.8 4.5 10 4.5 18.2 10 18.2 10 15.2 15.5 10 15.5 1.8 10 1.8 10Zm8.2 2.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  eyeOff:
    'm3 3 14 14M8.2 4.7A8 8 0 0 1 10 4.5c5.2 0 8.2 5.5 8.2 5.5a15 15 0 0 1-2.5 3.1M13 14.8a7.5 7.5 0 0 1-3 .7C4.8 15.5 1.8 10 1.8 10a15 15 0 0 1 3.3-3.8',
  globe:
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Zm0 0c2-2 3-4.6 3-7.5s-1-5.5-3-7.5c-2 2-3 4.6-3 7.5s1 5.5 3 7.5ZM2.8 8h14.4M2.8 12h14.4',
  image:
    'M4 3.5h12a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1Zm-1 10 4-4 4 4 2.5-2.5 3.5 3.5M13 8a1 1 0 1 0 0-.01',
  minus: 'M5 10h10',
  lock: 'M5.5 9h9a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Zm1.5 0V6.5a3 3 0 0 1 6 0V9',
  pin: 'M10 17.5s5.5-4.8 5.5-9a5.5 5.5 0 0 0-11 0c0 4.2 5.5 9 5.5 9Zm0-7a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  plus: 'M10 5v10M5 10h10',
  turnLeft: 'M4.5 3.5v4h4M4.9 7.4A6.2 6.2 0 1 1 3.8 10.8',
  turnRight: 'M15.5 3.5v4h-4M15.1 7.4a6.2 6.2 0 1 0 1.1 3.4',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 7a5.5 5.5 0 0 1 11 0M13 3.8a3 3 0 0 1 0 5.4M15 11.7a5.5 5.5 0 0 1 3 4.8',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12Zm4.3-1.7L17.5 17.5',
  link: 'M8.5 11.5a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1m1 4a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1',
  undo: 'M7 4 3.5 7.5 7 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8',
  upload: 'M10 13.5v-10m-4 4 4-4 4 4m-11 6v2a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-2',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside words that say the same; never alone. */
export function Icon(props: { name: IconName; class?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" class={`shrink-0 ${props.class ?? 'size-5'}`}>
      <path
        d={paths[props.name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
