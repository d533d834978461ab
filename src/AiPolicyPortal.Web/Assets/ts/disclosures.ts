const wide = window.matchMedia('(min-width: 62rem)');

/** Opens menus and filters on wide screens in browsers whose CSS cannot do it (no `::details-content`). */
export function openDisclosuresOnWideScreens(): void {
  if (CSS.supports('selector(::details-content)')) return;
  const adjust = (): void => document.querySelectorAll<HTMLDetailsElement>('details.disclosure').forEach(d => (d.open = wide.matches));
  adjust();
  wide.addEventListener('change', adjust);
}
