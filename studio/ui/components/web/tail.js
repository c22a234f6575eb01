// The box scrolls to its end when something new was said, and follows while it grows; a person
// who scrolled up to read is left alone until the next message.
const VIEWS = new WeakMap(), NEAR = 48;
const HANDS = ["wheel", "touchmove", "pointerup", "keyup"];

export default function ({ data, parentElement }) {
  const host = parentElement.getRootNode().host ?? parentElement;
  const box = host.closest(`.st-key-${data.box}`);
  if (!box) return;
  let view = VIEWS.get(parentElement);
  if (!view || view.box !== box) {
    view?.leave();
    VIEWS.set(parentElement, (view = attach(box)));
  }
  if (view.newest !== data.newest) {
    view.newest = data.newest;
    view.follow();
  }
  return () => { view.leave(); VIEWS.delete(parentElement); };
}

function attach(box) {
  let isNear = true;
  const isAtEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  const toEnd = () => { if (isNear) box.scrollTop = box.scrollHeight; };
  const look = () => { isNear ||= isAtEnd(); };
  // Boxes also scroll when their content changes: only a person's own doing lets go of the end.
  const letGo = () => requestAnimationFrame(() => { isNear = isAtEnd(); });
  const sizes = new ResizeObserver(toEnd);
  const changes = new MutationObserver(() => {
    for (const child of box.children) sizes.observe(child);
    toEnd();
  });
  changes.observe(box, { subtree: true, childList: true, characterData: true });
  for (const child of [box, ...box.children]) sizes.observe(child);
  box.addEventListener("scroll", look, { passive: true });
  for (const name of HANDS) box.addEventListener(name, letGo, { passive: true });
  box.addEventListener("load", toEnd, true);
  return {
    box,
    newest: null,
    follow: () => { isNear = true; toEnd(); },
    leave: () => {
      changes.disconnect();
      sizes.disconnect();
      box.removeEventListener("scroll", look);
      for (const name of HANDS) box.removeEventListener(name, letGo);
      box.removeEventListener("load", toEnd, true);
    },
  };
}
