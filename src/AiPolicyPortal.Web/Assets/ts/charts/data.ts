// A chart is drawn from the table that stands under it, so that the two cannot differ.
export interface Cell { low: number | null; high: number | null; text: string }
export interface Series { key: string; label: string }
export interface Row { key: string; label: string; date: Date | null; of: string | null; href: string | null; cells: Cell[] }
/** `whole` where it is a number of records, and no amount. */
export interface Scale { factor: number; name: string; whole: boolean }
export interface ChartData { series: Series[]; rows: Row[]; scales: Scale[] }

export function readChart(figure: HTMLElement): ChartData {
  const table = figure.querySelector('table')!;
  return {
    series: [...table.querySelectorAll<HTMLElement>('th[data-series]')].map(head => ({ key: head.dataset.series!, label: head.innerText.trim() || head.textContent!.trim() })),
    rows: [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')].map(readRow),
    scales: figure.dataset.scales!.split(';').map(scale => {
      const [factor, name] = scale.split('|');
      return { factor: Number(factor), name: name!, whole: figure.hasAttribute('data-counts') };
    }),
  };
}

function readRow(row: HTMLTableRowElement): Row {
  const head = row.querySelector('th')!;
  return {
    key: row.dataset.key!,
    label: head.textContent!.trim(),
    date: row.dataset.date ? new Date(row.dataset.date) : null,
    of: row.dataset.of || null,
    href: head.querySelector('a')?.getAttribute('href') ?? null,
    cells: [...row.querySelectorAll<HTMLElement>('td[data-low]')].map(cell => ({
      low: cell.dataset.low ? Number(cell.dataset.low) : null,
      high: cell.dataset.high ? Number(cell.dataset.high) : null,
      text: cell.querySelector('.visually-hidden')?.textContent!.trim() || cell.textContent!.trim(),
    })),
  };
}

/** The amount a mark is drawn at: the upper end of a range, whose lower end is drawn inside it. */
export const amount = (cell: Cell | undefined): number | null => cell?.high ?? cell?.low ?? null;

/** The lower end of a range; null for an amount that is none. */
export const lowerEnd = (cell: Cell): number | null => cell.low !== null && cell.high !== null && cell.low < cell.high ? cell.low : null;

/** The unit whose numbers are short: the greatest that the largest amount reaches. */
export function unitFor(scales: Scale[], largest: number): Scale {
  return scales.find(scale => largest >= scale.factor) ?? scales[scales.length - 1]!;
}
