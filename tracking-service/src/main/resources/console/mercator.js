// The projection of the map: Web Mercator, without tiles.

const SIZE = 256;

const worldX = lng => (lng + 180) / 360;
const worldY = lat => {
  const sine = Math.sin(Math.max(-85, Math.min(85, lat)) * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};
const lngOf = x => x * 360 - 180;
const latOf = y => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;

/** Returns the box around points, with some room. A share of the outermost points may be left out as strays. */
export function fit(points, strays = 0) {
  const side = (index, share) => {
    const sorted = points.map(point => point[index]).sort((a, b) => a - b);
    return sorted[Math.round((sorted.length - 1) * share)];
  };
  const [west, south, east, north] = [side(0, strays), side(1, strays), side(0, 1 - strays), side(1, 1 - strays)];
  const room = Math.max(0.004, (east - west) * 0.05, (north - south) * 0.05);
  return [west - room, south - room, east + room, north + room];
}

export class Mercator {
  width = 600;
  height = 400;

  constructor(box) {
    this.show(box);
  }

  resize(width, height) {
    this.width = width;
    this.height = height;
    if (this.wanted) this.show(this.wanted);
  }

  /** Shows the whole box; keeps doing so when the size changes, until somebody moves the map. */
  show([west, south, east, north]) {
    this.wanted = [west, south, east, north];
    this.centre = [worldX((west + east) / 2), (worldY(south) + worldY(north)) / 2];
    this.scale = Math.min(this.width / (worldX(east) - worldX(west)), this.height / (worldY(south) - worldY(north)));
  }

  get zoom() {
    return Math.log2(this.scale / SIZE);
  }

  point(lng, lat) {
    return [(worldX(lng) - this.centre[0]) * this.scale + this.width / 2, (worldY(lat) - this.centre[1]) * this.scale + this.height / 2];
  }

  move(dx, dy) {
    this.wanted = null;
    this.centre = [this.centre[0] + dx / this.scale, Math.min(1, Math.max(0, this.centre[1] + dy / this.scale))];
  }

  /** Zooms around a place on the screen, which stays where it is. */
  zoomBy(factor, x, y) {
    const scale = Math.min(SIZE * 2 ** 19, Math.max(SIZE * 2 ** 2, this.scale * factor));
    const offset = [x - this.width / 2, y - this.height / 2];
    this.centre = this.centre.map((value, index) => value + offset[index] / this.scale - offset[index] / scale);
    this.scale = scale;
    this.wanted = null;
  }

  /** Returns west, south, east, north of what is visible, with some room around it. */
  box(room) {
    const [halfX, halfY] = [this.width, this.height].map(length => length / 2 / this.scale * (1 + room));
    const [x, y] = this.centre;
    return [Math.max(-180, lngOf(x - halfX)), Math.max(-85, latOf(y + halfY)), Math.min(180, lngOf(x + halfX)), Math.min(85, latOf(y - halfY))];
  }
}
