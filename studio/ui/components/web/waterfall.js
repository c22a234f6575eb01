// A table whose middle column is a scale of time. The words of a row say all that its bar shows.
export default function ({ data, parentElement }) {
  const table = parentElement.querySelector("table");
  const shown = JSON.stringify(data);
  if (table.dataset.shown === shown) return;
  table.dataset.shown = shown;
  table.caption.textContent = data.label;
  table.tHead.replaceChildren(head(data.length));
  table.tBodies[0].replaceChildren(...data.bars.map((bar) => row(bar, data.length)));
}

function head(length) {
  const line = document.createElement("tr");
  line.append(cell("th", "name", "Work"), scale(length), cell("th", "time", "Took"));
  for (const th of line.querySelectorAll("th")) th.scope = "col";
  return line;
}

function scale(length) {
  const th = cell("th", "scale", "");
  for (const share of [0, 0.25, 0.5, 0.75]) {
    const mark = document.createElement("span");
    mark.style.left = `${share * 100}%`;
    mark.textContent = seconds(length * share);
    th.append(mark);
  }
  return th;
}

function row(bar, length) {
  const line = document.createElement("tr");
  line.dataset.kind = bar.kind;
  if (!bar.is_ok) line.dataset.failed = "";
  const name = cell("th", "name", "");
  name.scope = "row";
  name.style.setProperty("--depth", bar.depth);
  const title = document.createElement("span");
  title.textContent = bar.title;
  name.append(title);
  if (bar.note) {
    const note = document.createElement("small");
    note.textContent = bar.note;
    name.append(note);
  }
  name.title = [bar.title, bar.note].filter(Boolean).join("\n");
  line.append(name, drawn(bar, length), cell("td", "time", took(bar)));
  return line;
}

function drawn(bar, length) {
  const place = cell("td", "scale", ""), end = bar.end_s ?? length;
  if (bar.wait_s > 0) place.append(piece("wait", bar.begin_s - bar.wait_s, bar.begin_s, length));
  place.append(piece(bar.end_s === null ? "bar going" : "bar", bar.begin_s, end, length));
  if (bar.first_s !== null) place.append(piece("first", bar.first_s, bar.first_s, length));
  return place;
}

function piece(name, from, to, length) {
  const span = document.createElement("span");
  span.className = name;
  span.style.left = `${(100 * from) / length}%`;
  span.style.width = `${(100 * Math.max(0, to - from)) / length}%`;
  return span;
}

function took(bar) {
  if (bar.kind === "file") return "";
  if (bar.end_s === null) return "going on";
  return seconds(bar.end_s - bar.begin_s);
}

function seconds(value) {
  if (value < 1) return `${Math.round(value * 1000)} ms`;
  if (value < 60) return `${value.toFixed(1)} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

function cell(tag, name, text) {
  const found = document.createElement(tag);
  found.className = name;
  found.textContent = text;
  return found;
}
