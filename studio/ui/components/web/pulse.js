// The worker at a glance: is it there, what does it do, how far is it. Follows by itself.
const VIEWS = new WeakMap();

export default function ({ data, parentElement }) {
  let view = VIEWS.get(parentElement);
  if (!view) VIEWS.set(parentElement, (view = { leave: null }));
  const status = view.status ?? data.status;
  draw(parentElement, status, data);
  view.data = data;
  if (view.project !== data.project) {
    view.leave?.();
    view.project = data.project;
    view.leave = greenlightBus(data.project).subscribe(({ status: now }) => {
      if (!now) return;
      view.status = now;
      draw(parentElement, now, view.data);
    }, data.after);
  }
  return () => { view.leave?.(); VIEWS.delete(parentElement); };
}

function draw(root, status, data) {
  const shown = data.jobs ? status.jobs.filter((job) => data.jobs.includes(job.id)) : status.jobs;
  root.querySelector(".card").classList.toggle("bare", !data.hasWorker);
  root.querySelector(".head").hidden = root.querySelector(".line").hidden = !data.hasWorker;
  const badge = root.querySelector(".badge"), isUp = status.worker === "running";
  badge.textContent = isUp ? "healthy" : "absent";
  badge.dataset.state = status.worker;
  root.querySelector(".line").textContent = isUp
    ? [summary(status), `${status.free} free`].join(" · ")
    : "It starts with the studio; work waits until it is back.";
  const list = root.querySelector("ul");
  const rows = shown.slice(0, data.most ?? 4).map((job, n) => fill(list.children[n] ?? row(), job));
  list.replaceChildren(...rows);
}

function summary(status) {
  const running = status.jobs.filter((job) => job.state === "running").length;
  const waiting = status.queued;
  if (!running && !waiting) return "Nothing to do";
  const words = [`${running} running`];
  if (waiting) words.push(`${waiting} waiting`);
  return words.join(" · ");
}

function row() {
  const item = document.createElement("li");
  item.innerHTML =
    '<span class="title"></span><span class="percent"></span>' +
    '<progress max="100"></progress><span class="phase"></span>';
  return item;
}

function fill(item, job) {
  const percent = Math.floor(job.percent);
  item.querySelector(".title").textContent = job.title;
  item.querySelector(".percent").textContent = job.state === "running" ? `${percent} %` : "waiting";
  const bar = item.querySelector("progress");
  bar.value = job.percent;
  bar.setAttribute("aria-label", `${job.title}, ${percent} percent`);
  item.querySelector(".phase").textContent = job.phase;
  return item;
}
