// What a style sheet gave the drawing has to go with it.
const styled = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'fill-opacity', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'opacity'];
const space = 12, line = 18;

/** Saves the drawing with its title, sentence and sources as an image. */
export async function download(figure: HTMLElement, kind: 'svg' | 'png'): Promise<void> {
  const svg = selfContained(figure);
  const file = new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml;charset=utf-8' });
  save(kind === 'svg' ? file : await painted(file, Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))), `${figure.id}.${kind}`);
}

function selfContained(figure: HTMLElement): SVGSVGElement {
  const drawn = figure.querySelector<SVGSVGElement>('svg.chart-plot')!;
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const originals = drawn.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const style = getComputedStyle(originals[index]!);
    styled.forEach(name => element.setAttribute(name, style.getPropertyValue(name)));
    element.removeAttribute('class');
  });

  const width = drawn.clientWidth, height = Number(drawn.getAttribute('height'));
  const paper = getComputedStyle(figure);
  const text = (selector: string): string => figure.querySelector(selector)?.textContent?.trim() ?? '';
  const head = [...wrapped(text('figcaption h3'), width, 17, true), ...wrapped(text('figcaption p'), width, 13)];
  const foot = [...wrapped(text('.chart-note'), width, 12), ...wrapped(`${text('.chart-source')} ${location.origin}`, width, 12)];
  const top = space + head.length * line + space;
  const all = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const total = top + height + space + foot.length * line + space;
  all.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  all.setAttribute('width', String(width + 2 * space));
  all.setAttribute('height', String(total));
  all.append(rectangle(width + 2 * space, total, paper.getPropertyValue('--paper').trim() || '#ffffff'));
  lines(all, head, space + line, paper);
  ['class', 'role', 'aria-labelledby', 'aria-describedby'].forEach(name => copy.removeAttribute(name));
  copy.setAttribute('x', String(space));
  copy.setAttribute('y', String(top));
  copy.setAttribute('width', String(width));
  all.append(copy);
  lines(all, foot, top + height + space + line, paper);
  return all;
}

interface Line { text: string; size: number; bold: boolean }

function wrapped(text: string, width: number, size: number, bold = false): Line[] {
  const most = Math.floor(width / (size * 0.52));
  const result: Line[] = [];
  for (const word of text.split(/\s+/)) {
    const last = result[result.length - 1];
    if (last && last.text.length + word.length < most) last.text += ` ${word}`;
    else if (word) result.push({ text: word, size, bold });
  }

  return result;
}

function lines(svg: SVGSVGElement, texts: Line[], y: number, style: CSSStyleDeclaration): void {
  texts.forEach((one, index) => {
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    Object.entries({ x: space, y: y + index * line, 'font-size': one.size, 'font-weight': one.bold ? 650 : 400, 'font-family': style.fontFamily, fill: style.color })
      .forEach(([name, value]) => text.setAttribute(name, String(value)));
    text.textContent = one.text;
    svg.append(text);
  });
}

function rectangle(width: number, height: number, fill: string): SVGRectElement {
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  Object.entries({ width, height, fill }).forEach(([name, value]) => ground.setAttribute(name, String(value)));
  return ground;
}

async function painted(file: Blob, width: number, height: number): Promise<Blob> {
  const image = new Image();
  // The content security policy lets images come from data addresses, not from blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await file.text())}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const context = canvas.getContext('2d')!;
  context.scale(2, 2);
  context.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) => canvas.toBlob(blob => blob ? resolve(blob) : reject(new Error('The image could not be made.')), 'image/png'));
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
