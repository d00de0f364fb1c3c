"use strict";
// The map: points in typed arrays, drawn pixel by pixel into one image, so that 200,000 of them follow the pointer.
(async () => {
  const byId = id => document.getElementById(id);
  const canvas = byId("map");
  if (!canvas) return;
  const meta = JSON.parse(byId("meta").textContent);

  async function unpack(id) {
    const text = byId(id).textContent;
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    byId(id).remove();
    return new Response(stream).arrayBuffer();
  }

  const n = meta.points;
  const numbers = await unpack("numbers");
  const lines = new Int32Array(numbers, 0, n), paths = new Int32Array(numbers, n * 4, n);
  const xs = new Uint16Array(numbers, n * 8, n), ys = new Uint16Array(numbers, n * 10, n);
  const groups = { kind: new Uint8Array(numbers, n * 12, n), folder: new Uint8Array(numbers, n * 13, n) };
  const names = { kind: meta.kinds, folder: meta.folders };
  const texts = new TextDecoder().decode(await unpack("texts")).split("\0");
  const pathOf = i => texts[paths[i]], titleOf = i => texts[meta.paths + 2 * i], excerptOf = i => texts[meta.paths + 2 * i + 1];
  const placeOf = i => lines[i] > 0 ? pathOf(i) + ":" + lines[i] : pathOf(i);

  // Points by cell, so that the one under the pointer is found without looking at all.
  const side = 128, starts = new Int32Array(side * side + 1), members = new Int32Array(n);
  const cellOf = i => (ys[i] * side >> 16) * side + (xs[i] * side >> 16);
  for (let i = 0; i < n; i++) starts[cellOf(i) + 1]++;
  for (let c = 0; c < side * side; c++) starts[c + 1] += starts[c];
  const next = starts.slice(0, -1);
  for (let i = 0; i < n; i++) members[next[cellOf(i)]++] = i;

  let colourBy = "kind", hits = null, selected = -1, hovered = -1;
  let zoom = 1, centreX = 0.5, centreY = 0.5, pending = false, image = null, pixels = null;
  const context = canvas.getContext("2d", { alpha: false });
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function colour(name) {
    probe.style.color = "var(" + name + ")";
    read.fillStyle = getComputedStyle(probe).color;
    read.fillRect(0, 0, 1, 1);
    const [r, g, b] = read.getImageData(0, 0, 1, 1).data;
    return (255 << 24 | b << 16 | g << 8 | r) >>> 0;
  }
  const mix = (a, b, share) => {
    const part = shift => Math.round((a >>> shift & 255) * share + (b >>> shift & 255) * (1 - share)) << shift;
    return (255 << 24 | part(16) | part(8) | part(0)) >>> 0;
  };
  let palette, ground, strong;
  function paint() {
    ground = colour("--ground");
    strong = colour("--hit");
    palette = Uint32Array.from({ length: 10 }, (_, tone) => colour("--t" + tone));
  }

  const ratio = () => window.devicePixelRatio || 1;
  const scale = () => Math.min(canvas.width, canvas.height) * 0.96 * zoom;
  const screenX = i => (xs[i] / 65535 - centreX) * scale() + canvas.width / 2;
  const screenY = i => (ys[i] / 65535 - centreY) * scale() + canvas.height / 2;

  function draw() {
    pending = false;
    const width = canvas.width, height = canvas.height, size = scale();
    if (!width || !height) return;
    if (!image || image.width !== width || image.height !== height) {
      image = context.createImageData(width, height);
      pixels = new Uint32Array(image.data.buffer);
    }
    pixels.fill(ground);
    const group = groups[colourBy], dot = Math.max(1, Math.round((n > 50000 ? 1 : n > 5000 ? 2 : 3) * ratio() * Math.min(2.5, Math.sqrt(zoom))));
    const faded = palette.map(tone => mix(tone, ground, 0.18));
    const offsetX = width / 2 - centreX * size, offsetY = height / 2 - centreY * size, step = size / 65535;
    const put = (i, tone, edge) => {
      const x = (xs[i] * step + offsetX - edge / 2) | 0, y = (ys[i] * step + offsetY - edge / 2) | 0;
      if (x < 0 || y < 0 || x + edge > width || y + edge > height) return;
      for (let row = y * width + x, end = row + edge * width; row < end; row += width)
        for (let at = row; at < row + edge; at++) pixels[at] = tone;
    };
    for (let i = 0; i < n; i++) put(i, (hits ? faded : palette)[group[i]], dot);
    if (hits) for (const i of hits) put(i, palette[group[i]], dot + 2);
    context.putImageData(image, 0, 0);
    const marked = selected >= 0 ? selected : hovered;
    if (marked >= 0) {
      context.strokeStyle = getComputedStyle(canvas).color;
      context.lineWidth = 2 * ratio();
      context.beginPath();
      context.arc(screenX(marked), screenY(marked), (dot + 6) * 1.2, 0, 7);
      context.stroke();
    }
  }
  function redraw() {
    if (!pending) { pending = true; requestAnimationFrame(draw); }
  }

  const tip = byId("tip");
  function show(i) {
    tip.hidden = i < 0;
    if (i < 0) return;
    const [title, place, excerpt] = ["b", "span", "div"].map(name => document.createElement(name));
    title.textContent = titleOf(i);
    place.textContent = names.kind[groups.kind[i]] + " · " + placeOf(i);
    excerpt.textContent = excerptOf(i);
    tip.replaceChildren(title, place, excerpt);
    const x = screenX(i) / ratio(), y = screenY(i) / ratio(), room = canvas.clientWidth;
    tip.style.left = Math.max(0, Math.min(x + 14, room - tip.offsetWidth - 4)) + "px";
    tip.style.top = Math.max(0, y + 14 + tip.offsetHeight > canvas.clientHeight ? y - tip.offsetHeight - 14 : y + 14) + "px";
    byId("spoken").textContent = titleOf(i) + ", " + placeOf(i);
  }

  function nearest(px, py) {
    const reach = 12 * ratio() / scale(), x = (px - canvas.width / 2) / scale() + centreX, y = (py - canvas.height / 2) / scale() + centreY;
    const clamp = value => Math.max(0, Math.min(side - 1, Math.floor(value * side)));
    let best = -1, least = reach * reach;
    for (let row = clamp(y - reach); row <= clamp(y + reach); row++)
      for (let column = clamp(x - reach); column <= clamp(x + reach); column++)
        for (let at = starts[row * side + column]; at < starts[row * side + column + 1]; at++) {
          const i = members[at], dx = xs[i] / 65535 - x, dy = ys[i] / 65535 - y, square = dx * dx + dy * dy;
          if (square < least) { least = square; best = i; }
        }
    return best;
  }

  function zoomAt(px, py, factor) {
    const before = scale(), x = (px - canvas.width / 2) / before + centreX, y = (py - canvas.height / 2) / before + centreY;
    zoom = Math.max(0.5, Math.min(400, zoom * factor));
    centreX = x - (px - canvas.width / 2) / scale();
    centreY = y - (py - canvas.height / 2) / scale();
    tip.hidden = true;
    redraw();
  }

  let drag = null;
  canvas.addEventListener("pointerdown", event => { drag = { x: event.clientX, y: event.clientY }; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointerup", () => { drag = null; });
  canvas.addEventListener("pointermove", event => {
    if (drag) {
      centreX -= (event.clientX - drag.x) * ratio() / scale();
      centreY -= (event.clientY - drag.y) * ratio() / scale();
      drag = { x: event.clientX, y: event.clientY };
      tip.hidden = true;
      redraw();
      return;
    }
    const box = canvas.getBoundingClientRect(), found = nearest((event.clientX - box.left) * ratio(), (event.clientY - box.top) * ratio());
    if (found !== hovered || selected >= 0) { hovered = found; selected = -1; show(found); redraw(); }
  });
  canvas.addEventListener("pointerleave", () => { hovered = -1; if (selected < 0) tip.hidden = true; redraw(); });
  canvas.addEventListener("wheel", event => {
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoomAt((event.clientX - box.left) * ratio(), (event.clientY - box.top) * ratio(), Math.exp(-event.deltaY * 0.0015));
  }, { passive: false });
  canvas.addEventListener("keydown", event => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (move) { centreX += move[0] * 0.1 / zoom; centreY += move[1] * 0.1 / zoom; tip.hidden = true; redraw(); }
    else if (event.key === "+" || event.key === "=") zoomAt(canvas.width / 2, canvas.height / 2, 1.4);
    else if (event.key === "-") zoomAt(canvas.width / 2, canvas.height / 2, 1 / 1.4);
    else if (event.key === "0") { zoom = 1; centreX = centreY = 0.5; redraw(); }
    else if (event.key === "Enter") select(nearestToCentre());
    else if (event.key === "Escape") select(-1);
    else return;
    event.preventDefault();
  });
  function nearestToCentre() {
    let best = -1, least = Infinity;
    for (let i = 0; i < n; i++) {
      const dx = xs[i] / 65535 - centreX, dy = ys[i] / 65535 - centreY, square = dx * dx + dy * dy;
      if (square < least) { least = square; best = i; }
    }
    return best;
  }
  function select(i) { selected = i; show(i); redraw(); }

  const lower = texts.map(text => text.toLowerCase());
  function find(words) {
    const found = [];
    for (let i = 0; i < n; i++) {
      const path = lower[paths[i]], title = lower[meta.paths + 2 * i], excerpt = lower[meta.paths + 2 * i + 1];
      if (words.every(word => title.includes(word) || path.includes(word) || excerpt.includes(word))) found.push(i);
    }
    return found;
  }
  const search = byId("search"), results = byId("results");
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    hits = words.length ? find(words) : null;
    selected = -1;
    tip.hidden = true;
    byId("found").textContent = hits ? hits.length.toLocaleString("en") + " of " + n.toLocaleString("en") + " match" : "";
    results.replaceChildren(...(hits || []).slice(0, 50).map(i => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = titleOf(i) + " · " + placeOf(i);
      button.addEventListener("click", () => {
        centreX = xs[i] / 65535;
        centreY = ys[i] / 65535;
        zoom = Math.max(zoom, 6);
        select(i);
      });
      item.append(button);
      return item;
    }));
    redraw();
  });

  function legend() {
    const counts = new Int32Array(names[colourBy].length);
    for (const group of groups[colourBy]) counts[group]++;
    byId("legend").replaceChildren(...names[colourBy].map((name, tone) => {
      const item = document.createElement("li"), swatch = document.createElement("i");
      swatch.style.background = "var(--t" + tone + ")";
      item.append(swatch, name + " " + counts[tone].toLocaleString("en"));
      return item;
    }).filter((_, tone) => counts[tone] > 0));
  }
  for (const choice of document.querySelectorAll("input[name=colour]"))
    choice.addEventListener("change", () => { colourBy = choice.value; legend(); redraw(); });

  function fit() {
    canvas.width = Math.round(canvas.clientWidth * ratio());
    canvas.height = Math.round(canvas.clientHeight * ratio());
    redraw();
  }
  new ResizeObserver(fit).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paint(); redraw(); });
  paint();
  legend();
  fit();
  // For tests: the state, and how long a frame takes.
  window.patinaMap = {
    points: n, placeOf, titleOf, screen: i => [screenX(i) / ratio(), screenY(i) / ratio()],
    frame: () => { const start = performance.now(); draw(); return performance.now() - start; },
    get hits() { return hits && hits.length; },
  };
})();
