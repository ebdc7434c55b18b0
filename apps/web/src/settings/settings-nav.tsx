import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { Icon } from '../ui/icon';
import { sections } from './sections';
import { words } from './words';

/** The sections beside the one that is open. */
export function SettingsNav() {
  return (
    <nav aria-label={words.title}>
      <ul class="grid gap-0.5">
        <For each={sections}>
          {({ path, icon }) => (
            <li>
              <A
                href={`/settings/${path}`}
                class="flex min-h-11 items-center gap-3 rounded-field px-3 no-underline"
                activeClass="bg-tint font-medium"
                inactiveClass="text-soft hover:bg-hover hover:text-ink"
              >
                <Icon name={icon} />
                {words.sections[path].label}
              </A>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}

/** The sections as a screen of their own, each with a line on what is in it. */
export function SettingsList() {
  return (
    <nav aria-label={words.title} class="card overflow-hidden">
      <ul class="divide-y divide-line">
        <For each={sections}>
          {({ path, icon }) => (
            <li>
              <a
                href={`/settings/${path}`}
                class="flex min-h-18 items-center gap-4 px-4 py-3 no-underline -outline-offset-2 hover:bg-hover sm:px-5"
              >
                <Icon name={icon} class="size-5.5 text-soft" />
                <span class="grid grow">
                  <span class="font-medium">{words.sections[path].label}</span>
                  <span class="text-sm text-soft">{words.sections[path].hint}</span>
                </span>
                <Icon name="chevron" class="size-4 text-soft rtl:rotate-180" />
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
