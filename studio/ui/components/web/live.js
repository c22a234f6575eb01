// Asks for a rerun when something happened that the page, as it stands, does not show yet.
const VIEWS = new WeakMap();
const GATHER_MS = 200, APART_MS = 800, QUIET_MS = 500, HEARD_MS = 2000, LEAVING_MS = 4000;
const ACTS = ["pointerdown", "pointerup", "click", "keydown", "change", "drop"];

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

// A rerun asked for while a script runs cuts it short: a change of pages would be undone, and
// what a person just did would be lost if its callback had not run yet. So whoever acted is
// given the time to have it heard: until a run began after it, or for a while.
function isQuiet() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return true;
  if (app.greenlightQuiet === undefined) watch(app);
  const { began, moved, acted, heardBy } = app.greenlightQuiet, now = performance.now();
  const isHeard = began > acted || now >= heardBy;
  return app.dataset.testScriptState !== "running" && isHeard && now - moved >= QUIET_MS;
}

function watch(app) {
  const quiet = (app.greenlightQuiet = { began: 0, moved: performance.now(), acted: -1, heardBy: 0 });
  const note = () => {
    quiet.moved = performance.now();
    if (app.dataset.testScriptState === "running") quiet.began = quiet.moved;
  };
  new MutationObserver(note).observe(app, { attributeFilter: ["data-test-script-state"] });
  const act = (e) => {
    quiet.acted = performance.now();
    quiet.heardBy = quiet.acted + (e.target.closest?.("a[href]") ? LEAVING_MS : HEARD_MS);
  };
  for (const kind of ACTS) document.addEventListener(kind, act, true);
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
