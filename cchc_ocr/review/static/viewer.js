// The picture of a page: tiles at the scale that the screen needs, zoom and pan, boxes on it, and a box drawn by hand.

const TILE = 512;
const CLOSEST = 4;  // screen pixels to one of the page

export class Viewer {
  /** `on` has two functions: `point(x, y)` for a click and `box([x0, y0, x1, y1])` for a box, in pixels of the page. */
  constructor(stage, on) {
    this.stage = stage;
    this.sheet = stage.querySelector("#sheet");
    this.on = on;
    this.size = { width: 0, height: 0, levels: 0 };
    this.zoom = 1;
    this.x = this.y = 0;
    this.tiles = new Map();
    this.marks = [];
    this.drawing = false;
    this.#listen();
    new ResizeObserver(() => this.#place()).observe(stage);
  }

  /** Shows a page; `address(level, row, column)` is where its tiles are. */
  show(size, address) {
    this.size = size;
    this.address = address;
    for (const tile of this.tiles.values()) tile.remove();
    this.tiles.clear();
    this.mark([]);
    this.sheet.style.width = `${size.width}px`;
    this.sheet.style.height = `${size.height}px`;
    this.fit();
  }

  /** The whole width, from the top. */
  fit() {
    this.#scale((this.stage.clientWidth - 16) / Math.max(this.size.width, 1), 0, 0);
    this.x = 8;
    this.y = 8;
    this.#place();
  }

  /** Larger or smaller by a factor, around a point of the stage (default: its middle). */
  scale(factor, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2) {
    this.#scale(this.zoom * factor, x, y);
    this.#place();
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.#place();
  }

  /** Boxes to show, each with its class; they replace those before. */
  mark(boxes) {
    for (const mark of this.marks) mark.remove();
    this.marks = boxes.filter((one) => one.box).map(({ box, kind }) => this.#drawn(box, kind));
  }

  /** Moves the page so that a box can be read; `closer` also makes it larger. */
  reveal(box, closer = false) {
    const { clientWidth: wide, clientHeight: high } = this.stage;
    const [x0, y0, x1, y1] = box;
    if (closer) {
      const whole = wide / this.size.width;  // some of what stands around it is in sight, too
      const zoom = Math.min((wide * 0.8) / (x1 - x0), (high * 0.5) / (y1 - y0), 1.7 * whole);
      this.#scale(Math.max(zoom, this.zoom), 0, 0);
    }
    const left = this.x + x0 * this.zoom, top = this.y + y0 * this.zoom;
    const right = this.x + x1 * this.zoom, bottom = this.y + y1 * this.zoom;
    if (closer || left < 0 || right > wide) this.x += wide / 2 - (left + right) / 2;
    if (closer || top < 20 || bottom > high - 20) this.y += high / 2 - (top + bottom) / 2;
    this.#place();
  }

  setDrawing(on) {
    this.drawing = on;
    this.stage.classList.toggle("drawing", on);
  }

  #scale(zoom, x, y) {
    const least = Math.min(this.stage.clientWidth / Math.max(this.size.width, 1), 1) / 4;
    const wanted = Math.min(Math.max(zoom, least), CLOSEST);
    this.x = x - ((x - this.x) * wanted) / this.zoom;
    this.y = y - ((y - this.y) * wanted) / this.zoom;
    this.zoom = wanted;
  }

  /** Keeps some of the page in sight, and loads the tiles that are. */
  #place() {
    if (!this.size.width) return;
    const { clientWidth: wide, clientHeight: high } = this.stage;
    const across = this.size.width * this.zoom, down = this.size.height * this.zoom;
    this.x = across <= wide ? (wide - across) / 2 : Math.min(Math.max(this.x, wide - across - 40), 40);
    this.y = down <= high ? 8 : Math.min(Math.max(this.y, high - down - 40), 40);
    this.sheet.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.zoom})`;
    this.sheet.style.setProperty("--zoom", this.zoom);
    this.#load();
  }

  #load() {
    const wanted = new Set();
    const sharp = 1 / (this.zoom * window.devicePixelRatio);
    const level = Math.min(Math.max(Math.floor(Math.log2(sharp) + 0.2), 0), this.size.levels - 1);
    for (const one of new Set([this.size.levels - 1, level])) this.#want(one, wanted);
    for (const [name, tile] of this.tiles)
      if (!wanted.has(name) && !name.startsWith(`${this.size.levels - 1}-`)) {
        tile.remove();
        this.tiles.delete(name);
      }
  }

  #want(level, wanted) {
    const unit = TILE * 2 ** level;
    const { clientWidth: wide, clientHeight: high } = this.stage;
    const first = (offset) => Math.max(Math.floor(-offset / this.zoom / unit), 0);
    const last = (offset, room, whole) =>
      Math.min(Math.floor((room - offset) / this.zoom / unit), Math.ceil(whole / unit) - 1);
    for (let row = first(this.y); row <= last(this.y, high, this.size.height); row++)
      for (let column = first(this.x); column <= last(this.x, wide, this.size.width); column++) {
        const name = `${level}-${row}-${column}`;
        wanted.add(name);
        if (!this.tiles.has(name)) this.tiles.set(name, this.#tile(level, row, column, unit));
      }
  }

  #tile(level, row, column, unit) {
    const tile = document.createElement("img");
    const halved = (whole) => { for (let i = 0; i < level; i++) whole = Math.floor((whole + 1) / 2); return whole; };
    const side = (whole, at) => Math.min(TILE, halved(whole) - at * TILE) * 2 ** level;
    tile.alt = "";
    tile.draggable = false;
    Object.assign(tile.style, {
      left: `${column * unit}px`, top: `${row * unit}px`, zIndex: this.size.levels - level,
      width: `${side(this.size.width, column)}px`, height: `${side(this.size.height, row)}px`,
    });
    tile.src = this.address(level, row, column);
    this.sheet.prepend(tile);
    return tile;
  }

  #drawn([x0, y0, x1, y1], kind) {
    const mark = document.createElement("div");
    mark.className = `mark ${kind}`;
    const out = 4;
    Object.assign(mark.style, {
      left: `${x0 - out}px`, top: `${y0 - out}px`, width: `${x1 - x0 + 2 * out}px`, height: `${y1 - y0 + 2 * out}px`,
      zIndex: 50,
    });
    this.sheet.append(mark);
    return mark;
  }

  #onPage(event) {
    const stage = this.stage.getBoundingClientRect();
    return [(event.clientX - stage.left - this.x) / this.zoom, (event.clientY - stage.top - this.y) / this.zoom];
  }

  #listen() {
    let from = null, moved = false, mark = null;
    this.stage.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.size.width) return;
      from = { page: this.#onPage(event), x: event.clientX, y: event.clientY };
      moved = false;
      this.stage.setPointerCapture(event.pointerId);
    });
    this.stage.addEventListener("pointermove", (event) => {
      if (!from) return;
      moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
      if (!moved) return;
      if (this.drawing) {
        mark?.remove();
        mark = this.#drawn(this.#box(from.page, this.#onPage(event)), "drawn");
      } else {
        this.pan(event.movementX, event.movementY);
      }
    });
    this.stage.addEventListener("pointerup", (event) => {
      if (!from) return;
      const start = from.page;
      from = null;
      mark?.remove();
      mark = null;
      if (this.drawing && moved) this.on.box(this.#box(start, this.#onPage(event)));
      else if (!moved) this.on.point(...start);
    });
    this.stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      const stage = this.stage.getBoundingClientRect();
      if (event.ctrlKey) this.scale(1.0015 ** -event.deltaY, event.clientX - stage.left, event.clientY - stage.top);
      else this.pan(-event.deltaX, -event.deltaY);
    }, { passive: false });
  }

  #box([ax, ay], [bx, by]) {
    const inside = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
    const { width, height } = this.size;
    return [
      inside(Math.min(ax, bx), width), inside(Math.min(ay, by), height),
      inside(Math.max(ax, bx), width), inside(Math.max(ay, by), height),
    ];
  }
}
