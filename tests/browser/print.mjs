// The section on paper: what is printed and what is not, and how many sheets it takes.

import fs from 'node:fs';
import path from 'node:path';

import { ask } from './ask.mjs';
import { eachOn } from './browser.mjs';
import { steps } from './flaws.mjs';
import { overflow } from './overflow.mjs';
import { REPRESENTATIVES } from './site.mjs';

/** Sheets of A4 that a page may take. */
const SHEETS = {
  'index.html': [2, 5],
  'programs/fizika-2025/index.html': [2, 4],
  'roadmaps/shkola-7-2025-2027/index.html': [2, 5],
};

/** What nobody needs on paper. */
const ON_SCREEN = '.skip, nav, header details, form, button, .view__panel';

/** The sheets go into a folder beside the section, as files that main.rs reads again. */
export async function print(browser, site) {
  const out = `${site.folder}.print`;
  fs.mkdirSync(out, { recursive: true });
  // A sheet less its margins; chosen dark colours stay on the screen.
  const options = { viewport: { width: 650, height: 980 }, colorScheme: 'dark' };
  const flaws = await eachOn(browser, options, site.those(REPRESENTATIVES), (page, path) =>
    steps(`${path} on paper`, async (flaws) => {
      await page.goto(new URL(path, site.base).href);
      await page.emulateMedia({ media: 'print' });
      await printed(page, flaws);
      if (SHEETS[path]) await sheets(page, path, out, flaws);
    }));
  return flaws.flat();
}

async function printed(page, flaws) {
  const seen = await ask(page, (onScreen) => {
    const shown = (element) => element.checkVisibility();
    const external = [...document.querySelectorAll('main a.external')].filter(shown);
    const told = (link) => getComputedStyle(link, '::after').content.includes(link.getAttribute('href'));
    const inside = [...document.querySelectorAll('main a:not(.external)')].filter(shown);
    const { backgroundColor, color } = getComputedStyle(document.body);
    return {
      extra: [...document.querySelectorAll(onScreen)].filter(shown).map(describe),
      silent: external.filter((link) => !told(link)).map(describe),
      talkative: inside.filter(told).map(describe),
      heading: shown(document.querySelector('h1')),
      colours: `${color} on ${backgroundColor}`,
    };
  }, ON_SCREEN);
  seen.extra.forEach((name) => flaws.expect(false, `is printed: ${name}`));
  seen.silent.forEach((name) => flaws.expect(false, `does not say where it leads: ${name}`));
  seen.talkative.forEach((name) => flaws.expect(false, `says where it leads within the section: ${name}`));
  flaws.expect(seen.heading, 'has no heading');
  flaws.expect(seen.colours === 'rgb(0, 0, 0) on rgb(255, 255, 255)', `is printed in ${seen.colours}`);
  for (const flaw of await ask(page, overflow)) flaws.expect(false, flaw);
}

/** The PDF and, beside it, the words that are to be found in it, in whatever order they were painted. */
async function sheets(page, name, out, flaws) {
  const file = path.join(out, `${name.replace(/\W+/g, '-')}.pdf`);
  const bytes = await page.pdf({ path: file, format: 'A4', preferCSSPageSize: true });
  const count = bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const [least, most] = SHEETS[name];
  flaws.expect(count >= least && count <= most, `takes ${count} sheets, expected ${least}–${most}`);
  const words = (await page.locator('main').innerText()).split(/\s+/);
  fs.writeFileSync(`${file}.json`, JSON.stringify({ words, absent: ['Перейти к содержанию', 'Карта раздела'] }));
}
