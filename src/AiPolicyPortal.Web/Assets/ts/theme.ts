/** Applies a choice of theme at once and keeps it in the cookie that the server reads, instead of reloading the page. */
export function switchThemeInPlace(): void {
  const form = document.querySelector<HTMLFormElement>('.theme-switch');
  form?.addEventListener('submit', event => {
    const chosen = event.submitter as HTMLButtonElement | null;
    if (!chosen) return;
    event.preventDefault();
    remember(chosen.value);
    form.querySelectorAll('button').forEach(button => button.setAttribute('aria-pressed', String(button === chosen)));
  });
}

function remember(theme: string): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `theme=${theme}; path=/; samesite=lax; max-age=${theme === 'auto' ? 0 : 31536000}${secure}`;
  document.documentElement.dataset.theme = theme;
}
