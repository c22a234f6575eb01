// The film on a line: it owns the player, the tracks and the playhead. Python owns the plan:
// a change is sent with the revision it was made to, and drawn when the next one arrives.
const VIEWS = new WeakMap();
const LEAST_PX = 2, MOST_PX = 160;
const TRACKS = [["picture", "Picture"], ["speech", "Voice"], ["caption", "Captions"], ["music", "Music"]];

export default function ({ data, parentElement, setTriggerValue }) {
  let view = VIEWS.get(parentElement);
  if (!view) {
    view = { root: parentElement, px: 0, drawn: "", drag: null, peaks: {}, asked: "" };
    VIEWS.set(parentElement, view);
    wire(view);
  }
  view.emit = (edit) => setTriggerValue("edit", { ...edit, rev: view.data.rev, n: Date.now() });
  view.data = data;
  play(view);
  const wanted = JSON.stringify([data.rev, data.clips, data.length]);
  if (wanted !== view.drawn && !view.drag) {
    view.drawn = wanted;
    view.selected = data.selected;
    draw(view);
  }
  fetchPeaks(view);
  return () => { cancelAnimationFrame(view.raf); view.watch.disconnect(); VIEWS.delete(parentElement); };
}

const find = (view, selector) => view.root.querySelector(selector);
const seconds = (view, x) => Math.max(0, Math.min(view.data.length, x / view.px));

function play(view) {
  const video = find(view, "video"), { src, poster, note, title } = view.data;
  if (video.dataset.src !== src) {
    const at = video.currentTime;
    video.dataset.src = src;
    if (src) { video.src = src; video.currentTime = at; } else { video.removeAttribute("src"); video.load(); }
  }
  if (video.dataset.poster !== poster) {
    video.dataset.poster = poster;
    video.poster = poster;
  }
  video.setAttribute("aria-label", title);
  find(view, ".play").disabled = !src;
  find(view, ".note").textContent = note;
  find(view, ".note").hidden = !note;
}

function wire(view) {
  const video = find(view, "video"), ruler = find(view, ".ruler"), scroll = find(view, ".scroll");
  find(view, ".in").onclick = () => zoom(view, view.px * 1.5);
  find(view, ".out").onclick = () => zoom(view, view.px / 1.5);
  find(view, ".fit").onclick = () => zoom(view, fitting(view));
  find(view, ".play").onclick = () => toggle(view);
  video.onclick = () => toggle(view);
  ruler.onpointerdown = (e) => { ruler.setPointerCapture(e.pointerId); video.currentTime = seconds(view, e.offsetX); };
  ruler.onpointermove = (e) => { if (e.buttons) video.currentTime = seconds(view, e.offsetX); };
  ruler.onkeydown = (e) => scrub(view, e);
  scroll.onwheel = (e) => { if (e.ctrlKey) { e.preventDefault(); zoom(view, view.px * (e.deltaY < 0 ? 1.15 : 0.87)); } };
  view.watch = new ResizeObserver(() => { if (view.data && !view.isZoomed && scroll.clientWidth !== view.wide) zoom(view, fitting(view), true); });
  view.watch.observe(scroll);
  const tick = () => { follow(view, video, scroll); view.raf = requestAnimationFrame(tick); };
  view.raf = requestAnimationFrame(tick);
}

function follow(view, video, scroll) {
  if (!view.data) return;
  const x = video.currentTime * view.px;
  find(view, ".head").style.left = `${x}px`;
  const time = `${clock(video.currentTime, 1)} / ${clock(view.data.length, 0)}`;
  const output = find(view, ".time");
  if (output.textContent !== time) output.textContent = time;
  const sign = video.paused ? "▶" : "❚❚", button = find(view, ".play");
  if (button.textContent !== sign) {
    button.textContent = sign;
    button.setAttribute("aria-label", video.paused ? "Play" : "Pause");
  }
  const isAway = x < scroll.scrollLeft || x > scroll.scrollLeft + scroll.clientWidth - 40;
  if (!video.paused && isAway) scroll.scrollLeft = x - 80;
}

function toggle(view) {
  const video = find(view, "video");
  if (!video.src) return;
  if (video.paused) video.play(); else video.pause();
}

function scrub(view, e) {
  const video = find(view, "video");
  const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[e.key];
  if (step) video.currentTime = Math.max(0, video.currentTime + step);
  else if (e.key === "Home") video.currentTime = 0;
  else if (e.key === "End") video.currentTime = view.data.length;
  else if (e.key === " ") toggle(view);
  else return;
  e.preventDefault();
  e.stopPropagation();
}

function fitting(view) {
  const wide = (view.wide = find(view, ".scroll").clientWidth);
  return (wide - 12) / Math.max(1, view.data.length);
}

function zoom(view, px, isFit = false) {
  view.isZoomed = !isFit && Math.abs(px - fitting(view)) > 0.01;
  view.px = Math.max(LEAST_PX, Math.min(MOST_PX, px));
  draw(view);
}

function draw(view) {
  const { clips, length } = view.data;
  const held = focusedScene(view);
  if (!view.px || !view.isZoomed) view.px = Math.max(LEAST_PX, Math.min(MOST_PX, fitting(view)));
  const wide = Math.ceil(length * view.px) + 8;
  find(view, ".inner").style.width = `${wide}px`;
  ruler(view, wide, length);
  const rows = TRACKS.filter(([track]) => track === "picture" || clips.some((clip) => clip.track === track));
  find(view, ".tracks").replaceChildren(...rows.map(([track, name]) => row(view, track, name)));
  const names = rows.map(([track, name]) => Object.assign(document.createElement("span"), { textContent: name }));
  names.forEach((span, n) => { span.dataset.track = rows[n][0]; });
  find(view, ".names").replaceChildren(find(view, ".tick"), ...names);
  const wanted = held ?? view.focused;
  if (wanted) find(view, `[data-track="picture"] [data-id="${wanted}"]`)?.focus();
}

// A redraw makes every clip anew; the one that has the keyboard keeps it.
function focusedScene(view) {
  return view.root.getRootNode().activeElement?.closest?.('[data-track="picture"] .clip')?.dataset.id;
}

function row(view, track, name) {
  const line = document.createElement("div"), isList = track === "picture";
  line.className = "track";
  line.dataset.track = track;
  line.setAttribute("role", isList ? "listbox" : "presentation");
  if (isList) line.setAttribute("aria-label", `${name} track`);
  line.onpointerdown = (e) => { if (e.target === line) find(view, "video").currentTime = seconds(view, e.offsetX); };
  const clips = view.data.clips.filter((clip) => clip.track === track);
  line.replaceChildren(...clips.map((clip, n) => block(view, clip, n, clips)));
  return line;
}

function block(view, clip, n, clips) {
  const box = document.createElement("div");
  box.className = `clip${clip.approved ? " approved" : ""}`;
  box.dataset.id = clip.scene;
  box.title = clip.label;
  box.style.left = `${clip.start * view.px}px`;
  box.style.width = `${Math.max(4, clip.length * view.px - 2)}px`;
  if (clip.track === "picture") face(view, box, clip, n, clips);
  else if (clip.track === "speech") wave(view, box, clip);
  else if (clip.length * view.px > 34) box.append(Object.assign(document.createElement("span"), { textContent: clip.label }));
  if (clip.track !== "picture" && clip.track !== "music") {
    box.onclick = () => { find(view, "video").currentTime = clip.start; select(view, clip.scene); };
  }
  return box;
}

function face(view, box, clip, n, clips) {
  const label = Object.assign(document.createElement("b"), { textContent: `${n + 1}  ${clip.label}`, ariaHidden: "true" });
  box.style.backgroundImage = `url("${clip.picture}")`;
  box.append(label);
  box.setAttribute("role", "option");
  box.setAttribute("aria-selected", String(clip.scene === view.selected));
  box.setAttribute("aria-label", `${n + 1} ${clip.label}, scene ${n + 1} of ${clips.length}, ${clip.length.toFixed(1)} seconds`);
  box.tabIndex = (view.selected ?? clips[0].scene) === clip.scene ? 0 : -1;
  box.onkeydown = (e) => key(view, e, clip, n, clips);
  box.onpointerdown = (e) => grab(view, e, box, clip, n, clips);
}

function key(view, e, clip, n, clips) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
  e.stopPropagation();                       // Streamlit has shortcuts of its own
  if (step && e.altKey) move(view, clip, n, n + step, clips);
  else if (step) select(view, clips[Math.max(0, Math.min(clips.length - 1, n + step))].scene);
  else if (e.key === "Enter") find(view, "video").currentTime = clip.start;
  else if (e.key === " ") toggle(view);
  else return;
  e.preventDefault();
}

function select(view, scene) {
  const isNew = view.selected !== scene;
  view.selected = view.focused = scene;
  for (const box of view.root.querySelectorAll('[data-track="picture"] .clip')) {
    const isIt = box.dataset.id === scene;
    box.setAttribute("aria-selected", String(isIt));
    box.tabIndex = isIt ? 0 : -1;
    if (isIt) box.focus({ preventScroll: false });
  }
  if (isNew) view.emit({ op: "select", scene });
}

function move(view, clip, from, to, clips) {
  const place = Math.max(0, Math.min(clips.length - 1, to));
  if (place === from) return;
  view.focused = view.selected = clip.scene;
  find(view, ".said").textContent = `${clip.label} moved to place ${place + 1} of ${clips.length}`;
  view.emit({ op: "move", scene: clip.scene, to: place });
}

function grab(view, e, box, clip, n, clips) {
  if (e.button) return;
  const begin = e.clientX, left = clip.start * view.px;
  let to = n;
  box.setPointerCapture(e.pointerId);
  box.onpointermove = (now) => {
    const by = now.clientX - begin;
    if (!view.drag && Math.abs(by) < 5) return;
    view.drag = clip.scene;
    box.classList.add("drag");
    box.style.left = `${left + by}px`;
    to = mark(view, left + by + (clip.length * view.px) / 2, clip, clips);
  };
  box.onpointerup = box.onpointercancel = (end) => {
    box.onpointermove = box.onpointerup = box.onpointercancel = null;
    find(view, ".drop").hidden = true;
    const wasDragged = Boolean(view.drag);
    view.drag = null;
    box.classList.remove("drag");
    box.style.left = `${left}px`;
    if (!wasDragged) { find(view, "video").currentTime = clip.start; select(view, clip.scene); }
    else if (end.type === "pointerup") move(view, clip, n, to, clips);
  };
}

function mark(view, x, clip, clips) {
  const others = clips.filter((other) => other !== clip);
  const to = others.filter((other) => x > (other.start + other.length / 2) * view.px).length;
  const at = to < others.length ? others[to].start : others.at(-1).start + others.at(-1).length;
  const line = find(view, ".drop");
  line.hidden = false;
  line.style.left = `${at * view.px}px`;
  return to;
}

function ruler(view, wide, length) {
  const canvas = find(view, ".ruler"), scale = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.min(wide, 16000) * scale;
  canvas.height = 24 * scale;
  canvas.style.width = `${Math.min(wide, 16000)}px`;
  canvas.style.height = "24px";
  canvas.setAttribute("aria-valuemax", length.toFixed(1));
  canvas.setAttribute("aria-valuenow", find(view, "video").currentTime.toFixed(1));
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = getComputedStyle(canvas).color;
  pen.font = "11px Inter, sans-serif";
  const step = [1, 2, 5, 10, 15, 30, 60, 120].find((s) => s * view.px > 62) ?? 300;
  for (let s = 0; s <= length; s += step) {
    pen.fillRect(s * view.px, 15, 1, 9);
    pen.fillText(clock(s, 0), s * view.px + 4, 13);
  }
}

function wave(view, box, clip) {
  const canvas = document.createElement("canvas"), peaks = view.peaks[clip.scene] ?? [];
  canvas.width = Math.max(1, Math.round(clip.length * view.px));
  canvas.height = 36;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#3fc48f";
  for (let x = 0; x < canvas.width; x += 3) {
    const peak = peaks[Math.floor((x / canvas.width) * peaks.length)] ?? 12;
    const tall = Math.max(2, (peak / 255) * 34);
    pen.fillRect(x, 18 - tall / 2, 2, tall);
  }
  box.append(canvas);
}

async function fetchPeaks(view) {
  const address = view.data.peaks;
  if (!address || view.asked === address) return;
  view.asked = address;
  const answer = await fetch(address);
  if (!answer.ok || view.asked !== address) return;
  view.peaks = await answer.json();
  draw(view);
}

function clock(time, digits) {
  const minutes = Math.floor(time / 60), rest = (time % 60).toFixed(digits);
  return `${minutes}:${rest.padStart(digits ? 3 + digits : 2, "0")}`;
}
