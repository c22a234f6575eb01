// The box scrolls to its end when something new was said, and follows while it grows; a person
// who scrolled up to read is left alone until the next message.
const VIEWS = new WeakMap(), NEAR = 48;

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
  let isNear = true, top = box.scrollTop;
  const toEnd = () => { if (isNear) box.scrollTop = box.scrollHeight; };
  // We only ever scroll down: a step up is a person's, and so is one that reaches the end again.
  const look = () => {
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (isAtEnd) isNear = true;
    else if (box.scrollTop < top) isNear = false;
    top = box.scrollTop;
  };
  const changes = new MutationObserver(toEnd), sizes = new ResizeObserver(toEnd);
  changes.observe(box, { subtree: true, childList: true, characterData: true });
  for (const child of box.children) sizes.observe(child);
  sizes.observe(box);
  box.addEventListener("scroll", look, { passive: true });
  box.addEventListener("load", toEnd, true);
  return {
    box,
    newest: null,
    follow: () => { isNear = true; toEnd(); },
    leave: () => {
      changes.disconnect();
      sizes.disconnect();
      box.removeEventListener("scroll", look);
      box.removeEventListener("load", toEnd, true);
    },
  };
}
