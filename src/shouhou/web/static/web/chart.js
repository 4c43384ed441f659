// Draws figures with ECharts in the page's own colours, light and dark.
const LIBRARY = new URL("../vendor/echarts.min.js", import.meta.url).href;
const SERIES = ["--chart-1", "--chart-2", "--chart-3", "--chart-4", "--chart-5", "--chart-6"];
const drawn = new Map();
let library = null;

// ECharts reads neither variables nor colour-mix: the browser resolves them first.
const colour = (variable) => {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
};

const axis = (given, text, line) => ({
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
  axisLabel: { color: text },
  splitLine: { lineStyle: { color: line, opacity: 0.6 } },
  nameTextStyle: { color: text },
  ...given,
});

const dressed = (option) => {
  const [text, line, surface] = ["--chart-text", "--chart-line", "--chart-surface"].map(colour);
  const axes = (given) => given && (Array.isArray(given) ? given : [given]).map((one) => axis(one, text, line));
  return {
    color: SERIES.map(colour),
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    ...option,
    xAxis: axes(option.xAxis),
    yAxis: axes(option.yAxis),
    legend: option.legend && { top: 0, icon: "roundRect", itemWidth: 12, itemHeight: 8, ...option.legend, textStyle: { color: text } },
    tooltip: {
      trigger: "axis",
      ...option.tooltip,
      renderMode: "richText",
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: text, fontSize: 12 },
    },
  };
};

const paint = (chart, option) => chart.setOption(dressed(option), true);

export const draw = async (root) => {
  if (drawn.has(root)) return;
  const option = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const canvas = document.createElement("div");
  canvas.className = "chart-canvas";
  root.append(canvas);
  drawn.set(root, null);
  library ??= import(LIBRARY);
  await library;
  const chart = window.echarts.init(canvas);
  drawn.set(root, { chart, option });
  paint(chart, option);
  new ResizeObserver(() => chart.resize()).observe(root);
  chart.on("click", ({ data }) => {
    if (data?.url) location.assign(data.url);
  });
};

document.addEventListener("shouhou:theme", () => {
  for (const one of drawn.values()) if (one) paint(one.chart, one.option);
});
