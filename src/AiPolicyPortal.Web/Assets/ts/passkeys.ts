// Makes and uses passkeys. Where a browser cannot, the forms stay hidden: a program's codes and recovery codes need no script.

/** Shows the forms that need a passkey, and lets the browser fill in their answer. */
export function offerPasskeys(): void {
  if (!window.PublicKeyCredential || !('parseCreationOptionsFromJSON' in PublicKeyCredential)) return;
  document.querySelectorAll<HTMLElement>('[data-passkey-missing]').forEach(missing => (missing.hidden = true));
  document.querySelectorAll<HTMLFormElement>('form[data-passkey]').forEach(form => {
    form.hidden = false;
    form.addEventListener('submit', event => {
      event.preventDefault();
      void answer(form);
    });
  });
}

async function answer(form: HTMLFormElement): Promise<void> {
  const field = form.querySelector<HTMLInputElement>('input[name=credential]');
  const said = form.querySelector('[role=status]');
  const button = form.querySelector('button');
  if (!field || !said || !button) return;
  button.disabled = true;
  said.textContent = form.dataset.waiting ?? '';
  try {
    const options = await ask(form);
    // Without options the form has a fault, or the sign-in took too long: the page that comes says so.
    field.value = options ? JSON.stringify(form.dataset.passkey === 'create' ? await make(options) : await use(options)) : '';
    form.submit();
  } catch (error) {
    const known = error instanceof DOMException && error.name === 'InvalidStateError';
    said.textContent = (known ? form.dataset.known : undefined) ?? form.dataset.failed ?? '';
    button.disabled = false;
    button.focus();
  }
}

async function ask(form: HTMLFormElement): Promise<unknown> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const given = await fetch(form.dataset.options ?? '', { method: 'POST', body, redirect: 'manual' });
  return given.ok ? await given.json() : null;
}

const make = (options: unknown): Promise<Credential | null> =>
  navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON) });

const use = (options: unknown): Promise<Credential | null> =>
  navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON) });
