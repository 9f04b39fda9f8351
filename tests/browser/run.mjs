// Everything that is looked at in a browser: `node run.mjs FOLDER [PART…]`. In the folder: `public`, the built section;
// `forms.json`, what Rust makes of many words. What is printed goes to `public.print`. Findings end the run with 1.

import path from 'node:path';

import { axe } from './axe.mjs';
import { open } from './browser.mjs';
import { filters } from './filters.mjs';
import { focus } from './focus.mjs';
import { html } from './html.mjs';
import { htmlSpoilt } from './htmlspoilt.mjs';
import { keyboard } from './keyboard.mjs';
import { links } from './links.mjs';
import { WAYS, pages } from './pages.mjs';
import { print } from './print.mjs';
import { search } from './search.mjs';
import { copyToSpoil, selftest } from './selftest.mjs';
import { settings } from './settings.mjs';
import { Site } from './site.mjs';
import { weight } from './weight.mjs';

const [folder, ...wanted] = process.argv.slice(2);
const site = new Site(path.join(folder, 'public'));
const copy = copyToSpoil(site);
const { browser, close } = await open([site, copy]);

const PARTS = {
  html: () => checkedHtml(),
  pages: () => everyWay(),
  axe: () => axe(browser, site),
  focus: () => focus(browser, site),
  keyboard: () => keyboard(browser, site),
  settings: () => settings(browser, site),
  filters: () => filters(browser, site),
  search: () => search(browser, site),
  print: () => print(browser, site),
  selftest: () => selftest(browser, copy),
};

async function everyWay() {
  const flaws = [];
  for (const way of WAYS) {
    const seen = await pages(browser, site, way);
    flaws.push(...seen.flaws, ...links(site, seen.visits));
    if (way.place === 'server' && way.scripts) flaws.push(...weight(site, seen.visits));
  }
  if (site.pages.length < 100) flaws.push(`only ${site.pages.length} pages: where is the section?`);
  return flaws;
}

async function checkedHtml() {
  const spoilt = htmlSpoilt(folder);
  const [flaws, found] = await html([site.folder, spoilt.folder]);
  return [...flaws, ...spoilt.missed(found)];
}

let wrong = 0;
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const started = Date.now();
  const flaws = [...new Set(await part())];
  wrong += flaws.length;
  flaws.forEach((flaw) => console.log(`${name}: ${flaw}`));
  console.log(`-- ${name}: ${flaws.length} found, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
await close();
process.exitCode = wrong ? 1 : 0;
