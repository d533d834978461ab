import { extent, max } from 'd3-array';
import { scaleSqrt, scaleUtc } from 'd3-scale';
import { amount, unitFor, type ChartData, type Row } from './data';
import { amountAxis, frame, hint, timeAxis } from './frame';

/** One dot a statement at its day and amount; one that says again what another said is joined to it. */
export function drawTimeline(svg: SVGSVGElement, data: ChartData): void {
  const rows = data.rows.filter(row => row.date !== null && value(row) !== null);
  const { drawing, box } = frame(svg, data.series, { top: 28, right: 28, bottom: 28, left: 44 });
  if (rows.length === 0) return;
  const [first, last] = extent(rows, row => row.date!) as [Date, Date];
  const pad = Math.max(30 * 86_400_000, (last.getTime() - first.getTime()) * 0.03);
  const times = scaleUtc([new Date(first.getTime() - pad), new Date(last.getTime() + pad)], [box.left, box.width - box.right]);
  const most = max(rows, value) || 1;
  // By the root, so that small statements stay visible beside large ones.
  const heights = scaleSqrt([0, most], [box.height - box.bottom, box.top]).nice(5);
  const places = new Map(rows.map(row => [row.key, row]));

  amountAxis(drawing, box, heights, unitFor(data.scales, most), true);
  timeAxis(drawing, box, times);
  for (const row of rows) {
    const origin = row.of === null ? undefined : places.get(row.of);
    if (!origin) continue;
    const [x1, y1, x2, y2] = [times(origin.date!), heights(value(origin)!), times(row.date!), heights(value(row)!)];
    drawing.append('path').attr('class', 'tie').attr('d', `M${x1},${y1}Q${(x1 + x2) / 2},${Math.min(y1, y2) - 24} ${x2},${y2}`);
  }

  // What is new is not hidden behind what says it again.
  const column = (row: Row): number => row.cells.findIndex(cell => amount(cell) !== null);
  for (const row of [...rows].sort((one, other) => Number(column(other) === 1) - Number(column(one) === 1))) {
    const index = column(row);
    drawing.append('circle').attr('class', `dot series-${index + 1}`).attr('r', 5).attr('cx', times(row.date!)).attr('cy', heights(value(row)!))
      .append('title').text(hint(row.label, data.series[index]!.label, row.cells[index]!.text));
  }
}

function value(row: Row): number | null {
  return row.cells.map(amount).find(one => one !== null) ?? null;
}
