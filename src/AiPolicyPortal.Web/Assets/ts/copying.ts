/** Buttons beside a text put it on the clipboard and say so. */
export function copyTexts(): void {
  document.querySelectorAll<HTMLButtonElement>('button[data-copy]').forEach(button => button.addEventListener('click', () => void copy(button)));
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const text = document.getElementById(button.dataset.copy!)!;
  if (text instanceof HTMLTextAreaElement) {
    text.select();
  }
  await navigator.clipboard.writeText(text instanceof HTMLTextAreaElement ? text.value : text.textContent);
  button.textContent = button.dataset.copied!;
}
