// Shows how much of a file has been sent, and how far an import is. Both pages work without it.
const pause = 1000;

/** Sends the file of a form with a bar that fills and a button that stops it. */
export function showUploads(): void {
  const form = document.querySelector<HTMLFormElement>('form.upload');
  const box = form?.querySelector<HTMLElement>('.upload-progress');
  const bar = box?.querySelector('progress');
  const said = box?.querySelector('p');
  const stop = box?.querySelector('button');
  const send = form?.querySelector<HTMLButtonElement>('.actions button');
  if (!form || !box || !bar || !said || !stop || !send) return;
  form.addEventListener('submit', event => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    const end = (text: string | undefined): void => {
      said.textContent = text ?? '';
      bar.value = 0;
      send.disabled = false;
      stop.hidden = true;
    };
    request.upload.addEventListener('progress', sent => {
      bar.value = sent.total > 0 ? sent.loaded / sent.total : 0;
      const percent = Math.floor(bar.value * 100);
      // A screen reader hears every tenth part.
      if (percent % 10 === 0) said.textContent = form.dataset.progress?.replace('{0}', String(percent)) ?? '';
    });
    request.addEventListener('load', () => {
      if (request.responseURL && new URL(request.responseURL).pathname !== location.pathname) location.assign(request.responseURL);
      else showAnswer(request.responseText, () => end(form.dataset.failed));
    });
    request.addEventListener('error', () => end(form.dataset.failed));
    request.addEventListener('abort', () => end(form.dataset.stopped));
    stop.onclick = () => request.abort();
    box.hidden = stop.hidden = false;
    send.disabled = true;
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
}

// The page with what is wrong, as it would have come without this script.
function showAnswer(html: string, failed: () => void): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = page.querySelector('main');
  if (!main) return failed();
  document.querySelector('main')?.replaceWith(main);
  document.title = page.title;
  main.focus();
  showUploads();
}

/** Says how many rows are done, and shows the page anew once the import has moved on. */
export function followImports(): void {
  const section = document.querySelector<HTMLElement>('section[data-state]');
  const said = section?.querySelector('[role=status]');
  if (!section || !said) return;
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(section.dataset.state ?? '', { redirect: 'error' });
      if (answer.ok) {
        const state = await answer.json() as { version: number; rows: string };
        if (String(state.version) !== section.dataset.version) return location.reload();
        if (said.textContent !== state.rows) said.textContent = state.rows;
      }
    } catch {
      // The portal is away for a moment.
    }

    window.setTimeout(() => void look(), pause);
  };
  window.setTimeout(() => void look(), pause);
}
