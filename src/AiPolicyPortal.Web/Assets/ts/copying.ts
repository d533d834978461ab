/** Buttons beside a text put it on the clipboard and say so. */
export function copyTexts(): void {
  document.querySelectorAll<HTMLButtonElement>('button[data-copy]').forEach(button => button.addEventListener('click', () => void copy(button)));
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const field = document.getElementById(button.dataset.copy!) as HTMLTextAreaElement;
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.textContent = button.dataset.copied!;
}
