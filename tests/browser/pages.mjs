// Every page at every width, in light and dark, with and without scripts, from a server and from a disk.

import { ask } from './ask.mjs';
import { eachOn } from './browser.mjs';
import { overflow } from './overflow.mjs';
import { NOWHERE, closely } from './site.mjs';
import { listen } from './trouble.mjs';

/** 640 px is what is left of 1280 at 200 %. */
const ALL = [
  ...[1280, 768, 640, 360, 320].map((width) => ({ width, scheme: 'light' })),
  ...[320, 768, 1280].map((width) => ({ width, scheme: 'dark' })),
];

/** Where only the address or the scripts differ, the ends are enough. */
const SOME = [
  { width: 1280, scheme: 'light' },
  { width: 320, scheme: 'dark' },
];

/** How a page can be met. */
export const WAYS = [
  { place: 'server', scripts: true, looks: ALL },
  { place: 'server', scripts: false, looks: SOME },
  { place: 'disk', scripts: true, looks: SOME },
  { place: 'disk', scripts: false, looks: SOME },
];

/** Opens every page in one way. Besides the flaws: the links, ids and requests of every page, for those who count them. */
export async function pages(browser, site, way) {
  const start = way.place === 'server' ? site.base : site.disk;
  // A page on a disk is not served instead of another one.
  const all = site.pages.filter((path, number) => isMet(site, path, number, way));
  const paths = way.place === 'server' ? [...all, ...site.nowhere] : all;
  const drains = new WeakMap();
  const visits = await eachOn(browser, { javaScriptEnabled: way.scripts }, paths, async (page, path) => {
    if (!drains.has(page)) drains.set(page, listen(page, start));
    return visit(page, start, path, looksAt(site, path, way), drains.get(page));
  });
  const label = `${way.place}${way.scripts ? '' : ', no scripts'}`;
  const flaws = visits.flatMap((visit) => visit.flaws.map((flaw) => `${visit.path} (${label}): ${flaw}`));
  if (!visits.some((visit) => visit.images > 0)) flaws.push(`${label}: not a single picture has been seen`);
  return { flaws, visits };
}

/** Every page is met in the first way and in one of the others; one of every kind in all. */
function isMet(site, path, number, way) {
  const at = WAYS.indexOf(way);
  return at === 0 || closely(site, path) || number % (WAYS.length - 1) === at - 1;
}

/** All looks, or the ends and one between them: another for the next page. */
function looksAt(site, path, { looks }) {
  if (closely(site, path) || looks === SOME) return looks;
  const between = looks.filter(({ width }) => width !== 1280 && width !== 320);
  return [looks[0], between[Math.max(site.pages.indexOf(path), 0) % between.length], SOME[1]];
}

async function visit(page, start, path, looks, drain) {
  const url = new URL(path, start).href;
  await page.goto(url);
  const seen = await ask(page, look);
  const flaws = [...seen.flaws];
  for (const { width, scheme } of looks) {
    if (page.viewportSize().width !== width) await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    for (const flaw of await ask(page, overflow)) flaws.push(`at ${width} px, ${scheme}: ${flaw}`);
  }
  const { troubles, requests } = drain();
  // The one page that is not there may say so.
  const expected = (trouble) => path === NOWHERE && trouble.url === url;
  flaws.push(...troubles.filter((trouble) => !expected(trouble)).map((trouble) => trouble.text));
  return { path, url, flaws, requests, images: seen.images, links: seen.links, ids: seen.ids };
}

/** Heading, styles, pictures; and where everything leads. */
async function look() {
  const flaws = [];
  const images = [...document.images];
  images.forEach((image) => (image.loading = 'eager'));
  // One that has just been asked for is neither there nor broken yet: decode() alone would call it broken.
  await Promise.all(
    images.map((image) => image.complete || new Promise((done) => (image.onload = image.onerror = done))),
  );
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  for (const image of images) {
    if (!image.naturalWidth) flaws.push(`no picture ${image.getAttribute('src')}: ${describe(image)}`);
  }

  const heading = document.querySelector('h1');
  const box = heading?.getBoundingClientRect();
  if (!box?.width || !box.height || !heading.innerText.trim()) flaws.push('no heading to be seen');

  const bare = document.body.appendChild(document.createElement('p'));
  bare.style.all = 'initial';
  if (getComputedStyle(bare).fontFamily === getComputedStyle(document.body).fontFamily) flaws.push('looks as without styles');
  bare.remove();

  const leading = ['href', 'src', 'action', 'poster', 'data'];
  const links = leading.flatMap((attribute) =>
    [...document.querySelectorAll(`[${attribute}]`)].map((element) => ({
      // The property, where there is one, is the address in full.
      url: new URL(element.getAttribute(attribute), document.baseURI).href,
      what: describe(element),
    })),
  );
  for (const element of document.querySelectorAll('[srcset]')) {
    for (const part of element.getAttribute('srcset').split(',')) {
      links.push({ url: new URL(part.trim().split(/\s+/)[0], document.baseURI).href, what: describe(element) });
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  return { flaws, images: images.length, links, ids };
}
