// Links that save a file. Plain anchors, so the browser does the saving.
export default function ({ data, parentElement }) {
  const bar = parentElement.querySelector(".bar");
  const shown = JSON.stringify(data.files);
  if (bar.dataset.shown === shown) return;
  bar.dataset.shown = shown;
  bar.replaceChildren(...data.files.map(({ label, href, note, primary }) => {
    const link = document.createElement("a");
    link.href = href;
    link.download = "";
    link.className = primary ? "primary" : "";
    link.textContent = label;
    if (note) {
      const size = document.createElement("small");
      size.textContent = note;
      link.append(" ", size);
    }
    return link;
  }));
}
