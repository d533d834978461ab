// Saves a draft a little after somebody stopped typing, and offers references while one is typed. The form works without either.
const pause = 2500;

/** Saves the form of a draft by itself. */
export function autosaveDrafts(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-autosave=true]');
  if (!form) return;
  const state = form.querySelector<HTMLElement>('[data-autosave-state]');
  const version = form.querySelector<HTMLInputElement>('input[name=version]');
  const began = form.querySelector<HTMLInputElement>('input[name=began]');
  const [reference, was] = ['reference', 'was-reference'].map(name => form.querySelector<HTMLInputElement>(`input[name=${name}]`));
  if (!state || !version || !began || !reference || !was) return;
  let timer = 0;
  let busy = false;
  let stopped = false;
  const say = (text: string | undefined): void => { state.textContent = text ?? ''; };
  const wait = (): void => {
    if (stopped) return;
    say(form.dataset.unsaved);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), pause);
  };
  const save = async (): Promise<void> => {
    if (busy) return wait();
    busy = true;
    say(form.dataset.saving);
    const data = new FormData(form);
    data.set('do', 'autosave');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(data as unknown as Record<string, string>), headers: { 'X-Autosave': '1' }, redirect: 'error' });
      if (answer.ok) {
        const saved = await answer.json() as { version: number; began: string; at: string };
        version.value = String(saved.version);
        began.value = saved.began;
        was.value = reference.value.trim();
        say(form.dataset.saved?.replace('{0}', saved.at));
      } else {
        stopped = answer.status === 409;
        say(stopped ? form.dataset.conflict : answer.status === 401 ? form.dataset.signedOut : form.dataset.failed);
      }
    } catch {
      say(form.dataset.failed);
    } finally {
      busy = false;
    }
  };
  form.addEventListener('input', wait);
  form.addEventListener('change', wait);
  form.addEventListener('submit', event => {
    stopped = true;
    window.clearTimeout(timer);
    if (!busy) return;
    // The version that is being saved is not known yet: the form goes once it is.
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    const again = window.setInterval(() => {
      if (busy) return;
      window.clearInterval(again);
      form.requestSubmit(button);
    }, 50);
  });
}

/** Offers the references of records while one is typed. */
export function offerReferences(): void {
  document.querySelectorAll<HTMLInputElement>('input[data-kind]:not([data-kind=""])').forEach(input => {
    const list = document.createElement('datalist');
    list.id = `${input.id}-list`;
    input.after(list);
    input.setAttribute('list', list.id);
    let timer = 0;
    input.addEventListener('input', () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void offer(input, list), 250);
    });
  });
}

async function offer(input: HTMLInputElement, list: HTMLDataListElement): Promise<void> {
  if (input.value.trim().length < 2) return;
  const answer = await fetch(`/admin/records?${new URLSearchParams({ handler: 'Hints', kind: input.dataset.kind ?? '', q: input.value })}`);
  if (!answer.ok) return;
  const found = await answer.json() as { reference: string; name: string | null }[];
  list.replaceChildren(...found.map(record => {
    const option = document.createElement('option');
    option.value = record.reference;
    option.label = record.name ?? record.reference;
    return option;
  }));
}
