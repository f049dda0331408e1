// The popovers: what is pressed in one leads away from it.

/** Shuts whatever popover is open: its button has the focus again, and whatever opens next can give it back there. */
export function shut() {
  for (const one of document.querySelectorAll(":popover-open")) if (one instanceof HTMLElement) one.hidePopover();
}
