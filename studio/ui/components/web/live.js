// Asks for a rerun when something happened that the page, as it stands, does not show yet.
const VIEWS = new WeakMap();
const GATHER_MS = 200, APART_MS = 800, QUIET_MS = 500, LEAVING_MS = 4000;

export default function ({ data, parentElement, setTriggerValue }) {
  let view = VIEWS.get(parentElement);
  if (!view) VIEWS.set(parentElement, (view = { seen: 0, asked: 0, timer: null, leave: null }));
  view.after = data.after;
  view.kinds = data.kinds;
  isQuiet();                                 // begin to watch
  view.ask = (id) => setTriggerValue("moved", id);
  if (view.project !== data.project) {
    view.leave?.();
    view.project = data.project;
    view.leave = greenlightBus(data.project).subscribe(({ events }) => hear(view, events), data.after);
  }
  return () => { view.leave?.(); clearTimeout(view.timer); VIEWS.delete(parentElement); };
}

function hear(view, events) {
  for (const event of events) {
    const wanted = view.kinds.some((kind) => event.kind.startsWith(kind));
    if (wanted && event.id > view.after) view.seen = Math.max(view.seen, event.id);
  }
  if (view.seen > view.after && !view.timer) {
    const rest = view.asked + APART_MS - performance.now();
    view.timer = setTimeout(() => ask(view), Math.max(GATHER_MS, rest));
  }
}

// A rerun asked for while a script runs would cut it short and undo its change of pages, and
// between a change of pages and the run of the next page there is a short pause. A busy server
// takes a while to begin that run: whoever follows a link is given the time to arrive.
function isQuiet() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app && window.greenlightWatched !== app) {
    window.greenlightWatched = app;
    window.greenlightMoved = performance.now();
    const note = () => { window.greenlightMoved = performance.now(); };
    new MutationObserver(note).observe(app, { attributeFilter: ["data-test-script-state"] });
    const leave = (e) => {
      if (e.target.closest?.("a[href]")) window.greenlightMoved = performance.now() + LEAVING_MS - QUIET_MS;
    };
    document.addEventListener("click", leave, true);
  }
  const isRunning = app?.dataset.testScriptState === "running";
  return !isRunning && performance.now() - (window.greenlightMoved ?? 0) >= QUIET_MS;
}

function ask(view) {
  view.timer = null;
  if (view.seen <= view.after) return;
  if (!isQuiet()) {
    view.timer = setTimeout(() => ask(view), GATHER_MS);
    return;
  }
  view.asked = performance.now();
  view.ask(view.seen);
}
