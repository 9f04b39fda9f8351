// Accessibility as far as a machine can judge it: axe on every page, and closer on one page of every kind.

import fs from 'node:fs';
import { createRequire } from 'node:module';

import { eachOn } from './browser.mjs';
import { FULL, REPRESENTATIVES, closely } from './site.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The colours that a visitor can choose in the settings. */
const COLOURS = ['light', 'dark', 'black-on-white', 'white-on-black', 'blue'];

/** What a page is looked at in; `colours` are chosen in the settings, which stay open. */
const EVERY = [
  { width: 1280, scheme: 'light' },
  { width: 320, scheme: 'dark' },
];
const REST = [
  { width: 1280, scheme: 'dark' },
  { width: 768, scheme: 'light' },
  { width: 768, scheme: 'dark' },
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
  { width: 320, scheme: 'light' },
];

/** Where most of the colours are. */
const COLOURFUL = [
  'index.html',
  'mentors/index.html',
  'programs/fizika-2025/index.html',
  'roadmaps/shkola-7-2025-2027/index.html',
  'monitoring/2025-2026/index.html',
  'search/index.html?q=наставника',
];
const CHOSEN = COLOURS.map((colours) => ({ width: 1280, scheme: 'light', colours }));

export async function axe(browser, site) {
  const visits = [
    ...site.pages.map((path, n) => ({ path, looks: closely(site, path) ? EVERY : [EVERY[n % 2]] })),
    ...site.those(REPRESENTATIVES).map((path, n) => ({ path, looks: FULL ? REST : [REST[n % 6], REST[(n + 3) % 6]] })),
    ...site.those(COLOURFUL).map((path) => ({ path, looks: CHOSEN })),
  ];
  // What moves has arrived when it is looked at.
  const options = { reducedMotion: 'reduce' };
  const flaws = await eachOn(browser, options, visits, (page, visit) => visited(page, site, visit));
  return flaws.flat();
}

async function visited(page, site, { path, looks }) {
  await page.goto(new URL(path, site.base).href);
  await page.evaluate(AXE);
  const flaws = [];
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: 900 });
    await page.emulateMedia({ colorScheme: look.scheme });
    if (look.colours) await choose(page, look.colours);
    const how = `${look.width} px, ${look.colours ?? look.scheme}`;
    for (const { id, nodes } of await page.evaluate(run, TAGS)) {
      for (const { target, why } of nodes) flaws.push(`${path} at ${how}: ${id}: ${target}: ${why}`);
    }
  }
  if (looks.some((look) => look.colours)) await page.evaluate(() => localStorage.clear());
  return flaws;
}

async function choose(page, colours) {
  const panel = page.locator('.view__panel');
  if (!(await panel.isVisible())) await page.locator('.view__toggle').click();
  await panel.locator(`input[value="${colours}"]`).check();
}

async function run(tags) {
  const { violations } = await window.axe.run(document, {
    runOnly: tags,
    resultTypes: ['violations'],
    preload: false,
  });
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map((node) => ({
      target: node.target.join(' '),
      why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; '),
    })),
  }));
}
