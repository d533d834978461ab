import { geoEqualEarth, geoPath } from 'd3-geo';
import { scaleThreshold } from 'd3-scale';
import { feature } from 'topojson-client';
import { amount, unitFor, type ChartData, type Scale } from './data';
import { frame, hint } from './frame';

const classes = 5;

/** Countries in five shades by powers of ten; those without an amount in grey, those with nothing recorded left blank. */
export async function drawMap(svg: SVGSVGElement, data: ChartData): Promise<void> {
  const { world } = await import('./world');
  const { drawing, box } = frame(svg, [], { top: 0, right: 0, bottom: 60, left: 0 });
  const rows = new Map(data.rows.map(row => [row.key, row]));
  const values = data.rows.map(row => amount(row.cells[0])).filter((value): value is number => value !== null && value > 0);
  const shades = scaleThreshold(thresholds(values), [...Array(classes).keys()].map(at => `shade-${at + 1}`));
  const path = geoPath(geoEqualEarth().fitExtent([[0, 0], [box.width, box.height - box.bottom]], { type: 'Sphere' }));

  const countries = feature(world, world.objects.countries!);
  for (const country of 'features' in countries ? countries.features : [countries]) {
    const row = rows.get(String(country.id));
    const value = row && amount(row.cells[0]);
    const shape = drawing.append('path').attr('d', path(country))
      .attr('class', `country ${row === undefined ? 'blank' : value === null || value === undefined ? 'silent' : shades(value)}`);
    if (row) shape.append('title').text(hint(row.label, row.cells[0]!.text));
  }

  key(drawing, box.width, box.height - 30, shades.domain(), unitFor(data.scales, Math.max(...values, 0)));
}

// One, three, ten, thirty… below the largest: amounts of countries differ by powers of ten.
function thresholds(values: number[]): number[] {
  const top = Math.max(...values, 1);
  const half = Math.ceil(Math.log10(top) * 2) - 1;
  return [...Array(classes - 1).keys()].map(at => half - (classes - 2) + at).map(step => (step % 2 ? 3 : 1) * 10 ** Math.floor(step / 2));
}

function key(drawing: ReturnType<typeof frame>['drawing'], width: number, y: number, bounds: number[], unit: Scale): void {
  const cell = Math.min(64, width / classes);
  for (let at = 0; at < classes; at++) {
    drawing.append('rect').attr('class', `shade-${at + 1}`).attr('x', at * cell).attr('y', y).attr('width', cell - 1).attr('height', 10);
    if (at > 0) {
      drawing.append('text').attr('class', 'tick').attr('x', at * cell).attr('y', y + 24).attr('text-anchor', 'middle')
        .text(Number((bounds[at - 1]! / unit.factor).toPrecision(6)).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 10 }));
    }
  }

  drawing.append('text').attr('class', 'unit').attr('x', 0).attr('y', y - 8).text(unit.name);
}
