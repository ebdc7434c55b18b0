import './strict-schemas';
import { render } from 'solid-js/web';
import './app.css';
import { App } from './app';

const root = document.getElementById('app');
if (root) {
  // What index.html shows until now.
  root.textContent = '';
  render(() => <App />, root);
}

// After the first screen; without it, pictures are as new as the page.
import('./live/live-pictures').then(
  ({ startLivePictures }) => startLivePictures(),
  () => {},
);
