// A film with its poster. The source is never set anew while it stays the same.
export default function ({ data, parentElement }) {
  const video = parentElement.querySelector("video");
  const note = parentElement.querySelector(".note");
  parentElement.querySelector(".frame").style.aspectRatio = data.aspect.replace(":", " / ");
  video.setAttribute("aria-label", data.label);
  if (video.dataset.src !== data.src) {
    video.dataset.src = data.src;
    if (data.src) video.src = data.src;
    else { video.removeAttribute("src"); video.load(); }
  }
  if (video.dataset.poster !== data.poster) {
    video.dataset.poster = data.poster;
    if (data.poster) video.poster = data.poster;
    else video.removeAttribute("poster");
  }
  video.controls = Boolean(data.src);
  note.textContent = data.note;
  note.hidden = !data.note;
}
