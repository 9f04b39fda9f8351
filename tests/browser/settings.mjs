// The display settings: opened, changed, closed and kept, by keyboard alone; and narrow enough for a telephone.

import { ask } from './ask.mjs';
import { eachOn, on } from './browser.mjs';
import { steps } from './flaws.mjs';
import { reach } from './keyboard.mjs';
import { overflow } from './overflow.mjs';
import { REPRESENTATIVES } from './site.mjs';

/** The largest letters with the widest gaps, everywhere. */
const LARGEST = [{ size: 'huge' }, { spacing: 'wide' }, { size: 'huge', spacing: 'wide' }];

export async function settings(browser, site) {
  const options = { viewport: { width: 320, height: 740 }, colorScheme: 'light' };
  const large = eachOn(browser, options, site.those(REPRESENTATIVES), (page, path) =>
    steps(path, (flaws) => enlarge(page, new URL(path, site.base).href, flaws)));
  const visit = (place, start) =>
    on(browser, options, (page) => steps(`settings (${place})`, (flaws) => change(page, start, flaws)));
  const without = on(browser, { ...options, javaScriptEnabled: false }, (page) =>
    steps('settings, no scripts', async (flaws) => {
      await page.goto(new URL('index.html', site.base).href);
      flaws.expect((await page.locator('.view__toggle').count()) === 0, 'a button that does nothing');
    }));
  return [await visit('server', site.base), await visit('disk', site.disk), await without, ...(await large)].flat();
}

async function enlarge(page, url, flaws) {
  await page.goto(url);
  for (const chosen of LARGEST) {
    await page.evaluate((chosen) => {
      delete document.documentElement.dataset.size;
      delete document.documentElement.dataset.spacing;
      Object.assign(document.documentElement.dataset, chosen);
    }, chosen);
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      for (const flaw of await ask(page, overflow)) flaws.expect(false, `${JSON.stringify(chosen)} at ${width} px: ${flaw}`);
    }
  }
}

async function change(page, start, flaws) {
  await page.goto(new URL('index.html', start).href);
  const toggle = page.locator('.view__toggle');
  const panel = page.locator('.view__panel');
  const expanded = () => toggle.getAttribute('aria-expanded');
  const focused = () => ask(page, () => document.activeElement.matches('.view__toggle'));

  flaws.expect(!(await panel.isVisible()) && (await expanded()) === 'false', 'open before anybody opened them');
  flaws.expect(await reach(page, '.view__toggle'), 'Tab does not come to the button');
  await page.keyboard.press('Enter');
  flaws.expect((await panel.isVisible()) && (await expanded()) === 'true', 'Enter does not open them');
  await page.keyboard.press('Escape');
  flaws.expect(!(await panel.isVisible()) && (await focused()), 'Escape on the button does not close them');

  if (!(await panel.isVisible())) await toggle.press('Enter');
  await page.keyboard.press('Tab');
  flaws.expect(await ask(page, () => Boolean(document.activeElement.closest('.view__panel'))), 'Tab does not go in');
  await page.keyboard.press('Escape');
  flaws.expect(!(await panel.isVisible()) && (await expanded()) === 'false', 'Escape does not close them');
  flaws.expect(await focused(), 'Escape does not give the focus back to the button');

  await toggle.press('Enter');
  const body = () =>
    page.evaluate(() => {
      const { fontSize, lineHeight, color, backgroundColor } = getComputedStyle(document.body);
      return [fontSize, lineHeight, color, backgroundColor].join();
    });
  for (const group of ['size', 'spacing', 'colours']) {
    const options = await panel.locator(`input[name="view-${group}"]`).count();
    const seen = new Set([await body()]);
    for (let i = 1; i < options; i += 1) {
      // An arrow goes on to the next radio button and chooses it.
      await panel.locator(`input[name="view-${group}"]:checked`).press('ArrowDown');
      seen.add(await body());
      const chosen = await panel.locator(`input[name="view-${group}"]:checked`).getAttribute('value');
      for (const flaw of await ask(page, overflow)) flaws.expect(false, `320 px, ${group} ${chosen}: ${flaw}`);
    }
    // «Light» on a light device is what is there already.
    flaws.expect(seen.size >= options - 1 && seen.size > 1, `${group}: ${options} choices, ${seen.size} looks`);
  }
  await panel.locator('input[name="view-images"]').last().check();

  const look = () => page.evaluate(() => ({ ...document.documentElement.dataset }));
  const chosen = JSON.stringify(await look());
  await page.goto(new URL('mentors/index.html', start).href);
  flaws.expect(JSON.stringify(await look()) === chosen, `not kept on the next page: ${chosen}`);
  flaws.expect((await page.locator('img[src]').count()) === 0, 'pictures are shown that nobody wants');
  flaws.expect((await page.locator('img[alt]').count()) > 0, 'no picture to be described');
  await toggle.press('Enter');
  await panel.locator('button').press('Enter');
  flaws.expect(JSON.stringify(await look()) === '{}', 'the way back leaves something behind');
  flaws.expect((await page.locator('img:not([src])').count()) === 0, 'pictures do not come back');
  await page.reload();
  flaws.expect(JSON.stringify(await look()) === '{}', 'what was taken back is there again');
}
