// Links to a place of the page itself, as from a number to its source: the address stays, since it holds the state.

export function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (!link) return;
    event.preventDefault();
    const place = document.getElementById((link.getAttribute("href") ?? "").slice(1));
    if (!place) return;
    const shut = place.closest("details");
    if (shut) shut.open = true;
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.scrollIntoView({ block: "nearest" });
    place.focus({ preventScroll: true });
  });
}
