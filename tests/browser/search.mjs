// The search as a reader uses it, and its script against the Rust that made the index: stem by stem, word by word.

import fs from 'node:fs';
import path from 'node:path';

import { ask } from './ask.mjs';
import { on } from './browser.mjs';
import { steps } from './flaws.mjs';
import { overflow } from './overflow.mjs';
import { listen } from './trouble.mjs';

const PAGE = 'search/index.html';

export async function search(browser, site) {
  // What Rust makes of many words and lines.
  const forms = path.join(site.folder, '..', 'forms.json');
  const narrow = { viewport: { width: 320, height: 740 } };
  const found = [];
  for (const [place, start] of [['server', site.base], ['disk', site.disk]]) {
    found.push(
      await on(browser, narrow, (page) =>
        steps(`search (${place})`, async (flaws) => {
          const drain = listen(page, start);
          await reader(page, start, flaws);
          await byKeyboard(page, flaws);
          await fromMasthead(page, start, flaws);
          drain().troubles.forEach((trouble) => flaws.expect(false, trouble.text));
        })),
    );
  }
  found.push(
    await on(browser, {}, (page) => steps('search, the words', (flaws) => words(page, site.base, forms, flaws))),
    await on(browser, { javaScriptEnabled: false }, (page) =>
      steps('search, no scripts', (flaws) => without(page, site.base, flaws))),
  );
  return found.flat();
}

const FIELD = '[data-search] input';
const links = (page) =>
  page.$$eval('[data-search-results] a', (links) => links.map((link) => link.getAttribute('href')));
const status = (page) => page.locator('main [role="status"]').textContent();

/** Asks, and waits for the answer that differs from the one before. */
async function query(page, words) {
  const before = await status(page);
  await page.locator(FIELD).fill(words);
  await page.waitForFunction(
    (before) => document.querySelector('main [role="status"]').textContent !== before,
    before,
    { timeout: 5000 },
  );
  return links(page);
}

async function reader(page, start, flaws) {
  await page.goto(new URL(`${PAGE}?q=${encodeURIComponent('наставника')}`, start).href);
  const value = await page.locator(FIELD).inputValue();
  flaws.expect(value === 'наставника' && (await links(page)).length > 20, 'the query of the address is not asked');
  const said = await status(page);
  flaws.expect(/^Наш(лась|лись|лось) \d+\u00a0страниц[аы]?/.test(said), `announces «${said}»`);
  const marks = await page.locator('mark').allTextContents();
  flaws.expect(marks.length && marks.every((mark) => /наставник/i.test(mark)), `marks ${marks.slice(0, 3)}`);
  flaws.expect(marks.some((mark) => mark.toLowerCase() === 'наставник'), 'the word does not find its other forms');
  flaws.expect(!(await page.locator('[data-search-fallback]').isVisible()), 'says that there are no scripts');

  const act = await query(page, 'Р-145');
  flaws.expect(act.length === 1 && act[0] === '../documents/r-145/index.html', `an act by its number: ${act}`);
  flaws.expect((await status(page)) === 'Нашлась 1\u00a0страница', `announces «${await status(page)}»`);
  flaws.expect((await query(page, 'настав')).length > 20, 'an unfinished word finds little');
  const yo = (await query(page, 'ещё')).join();
  flaws.expect((await query(page, 'ничегоподобного')).length === 0, 'finds what is nowhere');
  flaws.expect(await page.locator('[data-search-empty]').isVisible(), 'no hints where nothing is found');
  flaws.expect(yo && yo === (await query(page, 'ЕЩЕ')).join(), 'ё and е are not one');
  if (start.startsWith('http')) {
    const { search } = new URL(page.url());
    flaws.expect(decodeURIComponent(search) === '?q=ЕЩЕ', `the address does not keep step: ${search}`);
  }
  for (const flaw of await ask(page, overflow)) flaws.expect(false, `at 320 px: ${flaw}`);
}

/** Goes on from a list of answers. */
async function byKeyboard(page, flaws) {
  const at = (selector) => ask(page, (selector) => document.activeElement.matches(selector), selector);
  const place = () =>
    page.evaluate(() => [...document.querySelectorAll('[data-search-results] a')].indexOf(document.activeElement));
  await page.locator(FIELD).blur();
  await page.keyboard.press('/');
  flaws.expect(await at(FIELD), '/ does not go to the field');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  flaws.expect((await place()) === 1, 'down does not go through what is found');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  flaws.expect(await at(FIELD), 'up does not go back to the field');
  await page.keyboard.press('ArrowDown');
  const target = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press('Enter');
  await page.waitForURL(target, { timeout: 5000 });
  flaws.expect(await page.locator('h1').isVisible(), `Enter does not open ${target}`);
}

/** From a page below, and back to an empty field. */
async function fromMasthead(page, start, flaws) {
  await page.goto(new URL('programs/fizika-2025/index.html', start).href);
  await page.locator('header input[type="search"]').fill('физика');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search/, { timeout: 5000 });
  await page.locator('[data-search-results] a').first().waitFor();
  flaws.expect((await page.locator(FIELD).inputValue()) === 'физика', 'the masthead asks something else');
  await page.locator(FIELD).press('Escape');
  const empty = (await page.locator(FIELD).inputValue()) === '' && !(await links(page)).length;
  flaws.expect(empty, 'Escape does not clear');
}

async function words(page, start, forms, flaws) {
  const { stems, texts } = JSON.parse(fs.readFileSync(forms, 'utf8'));
  flaws.expect(stems.length >= 50000 && texts.length > 1000, `little to compare: ${stems.length}, ${texts.length}`);
  await page.goto(new URL(PAGE, start).href);
  const differ = await page.evaluate(
    ({ stems, texts }) => ({
      stems: stems.filter(([word, stem]) => window.rubrikaSearch.stem(word) !== stem).slice(0, 5),
      texts: texts.filter(([text, words]) => window.rubrikaSearch.words(text).join() !== words.join()).slice(0, 5),
    }),
    { stems, texts },
  );
  flaws.expect(!differ.stems.length, `stems differ: ${JSON.stringify(differ.stems)}`);
  flaws.expect(!differ.texts.length, `words differ: ${JSON.stringify(differ.texts)}`);
}

async function without(page, start, flaws) {
  await page.goto(new URL(PAGE, start).href);
  const fallback = page.locator('[data-search-fallback]');
  const said = (await fallback.isVisible()) ? await fallback.innerText() : '';
  flaws.expect(said.includes('JavaScript'), 'does not say that scripts are needed');
  flaws.expect((await fallback.locator('a').getAttribute('href')) === '../az/index.html', 'does not lead on');
}
