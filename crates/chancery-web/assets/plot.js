// Draws the points of a plot again with uPlot: one can zoom into it, see what a point is, and go to its sentence.
const names = ["", "1 courteous", "2", "3", "4", "5 strongest"];
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

for (const figure of document.querySelectorAll("figure.plot")) {
  const circles = [...figure.querySelectorAll("circle")];
  if (circles.length < 2 || typeof uPlot === "undefined") continue;
  const points = circles.map((circle) => ({
    x: Date.parse(circle.dataset.day) / 1000,
    y: Number(circle.dataset.strength),
    family: circle.dataset.family,
    radius: Number(circle.getAttribute("r")),
    colour: getComputedStyle(circle).fill,
    text: circle.querySelector("title").textContent,
    href: circle.parentNode.getAttribute("href"),
  })).sort((a, b) => a.x - b.x);
  // Families of one day and strength do not hide each other.
  const families = [...new Set(points.map((point) => point.family))].sort();
  for (const point of points) point.lower = (families.indexOf(point.family) - (families.length - 1) / 2) * 3;
  const svg = figure.querySelector("svg");
  const holder = document.createElement("div");
  const told = document.createElement("p");
  told.className = "told";
  told.textContent = "Drag to zoom, double-click to see all, click a point to go to its sentence.";
  svg.replaceWith(holder, told);

  const nearest = (plot, left, top) => {
    let best = null;
    for (const point of points) {
      const dx = plot.valToPos(point.x, "x") - left;
      const dy = plot.valToPos(point.y, "y") + point.lower - top;
      const far = Math.hypot(dx, dy);
      if (far < 14 && (best === null || far < best.far)) best = { far, point };
    }
    return best?.point ?? null;
  };
  const draw = (plot) => {
    const { ctx } = plot;
    ctx.save();
    for (const point of points) {
      ctx.beginPath();
      ctx.fillStyle = point.colour;
      ctx.arc(plot.valToPos(point.x, "x", true), plot.valToPos(point.y, "y", true) + point.lower * devicePixelRatio, point.radius * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
  };
  const axis = () => ({ stroke: style("--faint"), grid: { stroke: style("--line"), width: 1 }, ticks: { stroke: style("--line") } });
  const day = 86400;
  // Days, months or years, as fine as the ticks are.
  const days = (_, splits, axis, space, step) => {
    const cut = step >= 365 * day ? 4 : step >= 28 * day ? 7 : 10;
    return splits.map((at) => new Date(at * 1000).toISOString().slice(0, cut));
  };
  const span = [points[0].x - 10 * day, points.at(-1).x + 10 * day];
  const plot = new uPlot({
    width: Math.max(figure.clientWidth, 280),
    height: 230,
    legend: { show: false },
    cursor: { drag: { x: true, y: false } },
    scales: { x: { time: true, range: (_, min, max) => (min === null ? span : [min, max]) }, y: { range: [0.5, 5.5] } },
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
    axes: [{ ...axis(), space: 96, values: days }, { ...axis(), size: 92, splits: () => [1, 2, 3, 4, 5], values: (_, splits) => splits.map((at) => names[at]) }],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      draw: [draw],
      setCursor: [(plot) => {
        const point = nearest(plot, plot.cursor.left, plot.cursor.top);
        plot.over.classList.toggle("on-point", point !== null);
        if (point) told.textContent = point.text;
      }],
    },
  }, [points.map((point) => point.x), points.map((point) => point.y)], holder);
  plot.setScale("x", { min: span[0], max: span[1] });
  plot.over.addEventListener("click", () => {
    const point = nearest(plot, plot.cursor.left, plot.cursor.top);
    if (point) location.assign(point.href);
  });
  new ResizeObserver(() => plot.setSize({ width: Math.max(figure.clientWidth, 280), height: 230 })).observe(figure);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
}
