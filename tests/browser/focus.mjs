// A walk by Tab from the top to the end: every stop is seen, and nothing is skipped or comes before its turn.

import { ask } from './ask.mjs';
import { eachOn } from './browser.mjs';
import { steps } from './flaws.mjs';
import { FULL } from './site.mjs';

/** What has the most to stop at. */
const PATHS = [
  'index.html',
  'mentors/index.html',
  'programs/fizika-2025/index.html',
  'documents/index.html',
  'monitoring/2025-2026/index.html',
  'search/index.html?q=наставника',
];

const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
];

export async function focus(browser, site) {
  const found = [];
  for (const [n, { width, colorScheme }] of LOOKS.entries()) {
    const options = { viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' };
    // Half of them wide, half of them narrow; the few that are spoilt on purpose, both.
    const both = FULL || site.pages.length < 20;
    const paths = site.those(PATHS).filter((_, at) => both || at % 2 === n);
    found.push(...(await eachOn(browser, options, paths, (page, path) =>
      steps(`${path} at ${width} px, ${colorScheme}, by Tab`, (flaws) => walk(page, new URL(path, site.base).href, flaws)),
    )));
  }
  return found.flat();
}

async function walk(page, url, flaws) {
  await page.goto(url);
  await ask(page, prepare);
  const passed = [];
  // Longer than any page is a trap.
  while (passed.length < 600) {
    await page.keyboard.press('Tab');
    const stop = await ask(page, standing);
    // After the last one the browser leaves the page, or begins anew.
    if (!stop || (passed.length && stop.number === passed[0])) break;
    if (stop.number >= 0) passed.push(stop.number);
    stop.flaws.forEach((flaw) => flaws.expect(false, flaw));
  }
  flaws.expect(passed.length < 600, 'no way out');
  for (const missed of await ask(page, left, passed)) flaws.expect(false, `Tab does not come to ${missed}`);
}

/** Everything unfolded and nothing focused; how each thing looks now is remembered. */
function prepare() {
  document.querySelectorAll('details').forEach((details) => (details.open = true));
  // Where the focus has been last is where Tab goes on from: here before everything.
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
  // A link that fills a card shows its focus on what it fills it with.
  const look = (element) =>
    JSON.stringify(
      ['', '::before', '::after'].map((part) => {
        const style = getComputedStyle(element, part || null);
        const outline = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' : style.outline;
        return [outline, style.boxShadow, style.backgroundColor, style.border, style.transform];
      }),
    );
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const able = all.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
  window.tabWalk = { able, look, looks: new Map(able.map((element) => [element, look(element)])) };
}

/** Where the focus is and what is wrong with it; nothing when it has left the page. */
function standing() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const { able, look, looks } = window.tabWalk;
  const flaws = [];
  if (look(element) === looks.get(element)) flaws.push(`nobody sees the focus on ${describe(element)}`);
  const boxes = [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const seen = boxes.some((box) => {
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const there = document.elementFromPoint(x, y);
    return there && (element.contains(there) || there.contains(element) || there.closest('label')?.contains(element));
  });
  if (!seen) flaws.push(`the focus is out of sight or covered on ${describe(element)}`);
  // Below zero: a part that scrolls, which browsers stop at by themselves.
  return { number: able.indexOf(element), flaws };
}

/** What could be reached and was not. Of radio buttons only one is a stop. */
function left(passed) {
  const { able } = window.tabWalk;
  return able
    .filter((element, number) => !passed.includes(number) && element.type !== 'radio')
    .map(describe);
}
