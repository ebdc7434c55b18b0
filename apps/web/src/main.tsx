import './strict-schemas';
import { render } from 'solid-js/web';
import './app.css';
import { App } from './app';
import { keepPageWhenFilesDrop } from './shell/keep-page';
import { oncePainted } from './ui/after-paint';
import { whenIdle } from './ui/when-idle';

keepPageWhenFilesDrop();

// What index.html shows is painted first: running the app takes a slow phone a third of a second.
oncePainted(start);

function start(): void {
  const root = document.getElementById('app');
  if (!root) return;
  root.textContent = '';
  render(() => <App />, root);

  // When there is time; without it, pictures are as new as the page.
  whenIdle(() => {
    import('./live/live-pictures').then(
      ({ startLivePictures }) => startLivePictures(),
      () => {},
    );
  });
}
