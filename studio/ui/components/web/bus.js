// One socket a page and project, shared by every component that listens. It comes back by
// itself, goes on after the last event it saw, and closes when nobody listens any more.
function greenlightBus(project) {
  const buses = (window.greenlightBuses ??= new Map());
  if (!buses.has(project)) buses.set(project, makeBus(project));
  return buses.get(project);
}

function makeBus(project) {
  const listeners = new Set(), KEPT = 300;
  let socket = null, last = null, status = null, recent = [], wait = 500, closing = null;

  function open(after) {
    clearTimeout(closing);
    if (socket) return;
    last ??= after;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const query = new URLSearchParams({ project, after: String(last ?? "") });
    socket = new WebSocket(`${scheme}://${location.host}/live?${query}`);
    socket.onmessage = (message) => receive(JSON.parse(message.data));
    socket.onopen = () => { wait = 500; };
    socket.onclose = () => {
      socket = null;
      if (listeners.size) setTimeout(() => listeners.size && open(last), wait);
      wait = Math.min(8000, wait * 2);
    };
  }

  function receive({ events = [], status: now }) {
    if (events.length) {
      last = events.at(-1).id;
      recent = [...recent, ...events].slice(-KEPT);
    }
    if (now) status = now;
    for (const tell of [...listeners]) tell({ events, status });
  }

  function subscribe(tell, after) {
    listeners.add(tell);
    open(after);
    const missed = recent.filter((event) => event.id > after);
    if (missed.length || status) tell({ events: missed, status });
    return () => {
      listeners.delete(tell);
      if (!listeners.size) closing = setTimeout(() => socket?.close(1000), 3000);
    };
  }

  return { subscribe };
}
