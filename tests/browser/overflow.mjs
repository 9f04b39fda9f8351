// Asked inside a page: see ask.mjs.

/** Whether the page has to be moved sideways, as it is and with everything unfolded. */
export function overflow() {
  const root = document.documentElement;
  const flaws = [];
  const measure = (how) => {
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return;
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 0.5,
    );
    flaws.push(`${over} px too wide${how}: ${wide.slice(-3).map(describe).join(', ')}`);
  };
  measure('');
  const folded = [...document.querySelectorAll('details:not([open])')];
  if (folded.length && !flaws.length) {
    folded.forEach((details) => (details.open = true));
    measure(' when unfolded');
    folded.forEach((details) => (details.open = false));
  }
  return flaws;
}
