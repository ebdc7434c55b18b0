import { type Browser, chromium } from 'playwright-core';

/** The shell first: the same browser without windows, which takes half as long over a page. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing but this machine is reached, whatever a page may ask for.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** How to start the Chromium of this machine; without one, throws a sentence that says what to install. */
export function chromiumOptions() {
  const { CHROMIUM } = Bun.env;
  const executablePath = CHROMIUM ?? names.map((name) => Bun.which(name)).find((path) => path !== null);
  if (!executablePath) {
    throw new Error(
      'No Chromium found. Install the package "chromium" (Debian, Ubuntu, Fedora, Arch, Homebrew), or name one in CHROMIUM.',
    );
  }
  // Chromium's sandbox refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const args = isRoot ? [...flags, '--no-sandbox'] : flags;
  // Whoever started it also ends it, with all else that was started.
  return { executablePath, args, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch(chromiumOptions());
}
