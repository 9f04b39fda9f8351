// The filters of the mentors' list: on the spot with scripts, as pages of their own without.

import { on } from './browser.mjs';
import { steps } from './flaws.mjs';
import { reach } from './keyboard.mjs';

const LIST = 'mentors/index.html';

export async function filters(browser, site) {
  const url = new URL(LIST, site.base).href;
  const counts = [];
  const visits = [
    await on(browser, {}, (page) => steps('filters', (flaws) => press(page, url, counts, flaws))),
    await on(browser, { javaScriptEnabled: false }, (page) =>
      steps('filters, no scripts', (flaws) => follow(page, url, counts, flaws))),
  ];
  return visits.flat();
}

async function press(page, url, counts, flaws) {
  await page.goto(url);
  const cards = page.locator('main .card');
  const shown = cards.filter({ visible: true });
  const status = page.locator('[data-filters] [role="status"]');
  const all = await cards.count();
  flaws.expect((await status.count()) === 1 && !(await status.textContent()), 'no place to announce the count in');
  flaws.expect(await reach(page, '[data-filters] [data-key]'), 'Tab does not come to them');

  for (const filter of await page.locator('[data-filters] [data-key]').all()) {
    const name = await filter.textContent();
    const pressed = () => filter.getAttribute('aria-pressed');
    flaws.expect((await filter.getAttribute('role')) === 'button' && (await pressed()) === 'false', `${name}: no button`);
    await filter.press('Space');
    const left = await shown.count();
    counts.push({ key: await filter.getAttribute('data-key'), left });
    flaws.expect((await pressed()) === 'true', `${name}: Space does not press it`);
    flaws.expect(left > 0 && left < all && name.endsWith(` ${left}`), `${name}: ${left} of ${all} are left`);
    const said = await status.textContent();
    flaws.expect(said === `Показано: ${left} из ${all}`, `${name}: announces «${said}»`);
    await filter.press('Enter');
    flaws.expect((await pressed()) === 'false', `${name}: Enter does not let it go`);
    flaws.expect((await shown.count()) === all && !(await status.textContent()), `${name}: not everybody comes back`);
  }
  await together(page, shown, counts, flaws);
  flaws.expect(page.url() === url, `leads away to ${page.url()}`);
}

/** Within a group «or», between groups «and». */
async function together(page, shown, counts, flaws) {
  const filter = (key) => page.locator(`[data-filters] [data-key="${key}"]`);
  const left = (key) => counts.find((count) => count.key === key)?.left;
  await filter('predmet-algebra').press('Space');
  await filter('predmet-fizika').press('Space');
  const either = await shown.count();
  flaws.expect(either === left('predmet-algebra') + left('predmet-fizika'), `algebra or physics: ${either}`);
  await filter('gde-pomogaet-drugim-shkolam').press('Space');
  const both = await shown.count();
  flaws.expect(both > 0 && both < either, `algebra or physics, and for other schools: ${both}`);
}

async function follow(page, url, counts, flaws) {
  for (const { key, left } of counts) {
    await page.goto(url);
    await page.locator(`[data-filters] [data-key="${key}"]`).press('Enter');
    await page.waitForURL(new RegExp(key), { timeout: 5000 });
    const there = await page.locator('main .card').count();
    flaws.expect(there === left, `${key}: the page shows ${there}, the script ${left}`);
    flaws.expect((await page.locator('main nav [aria-current]').count()) === 1, `${key}: nothing is marked`);
  }
  flaws.expect(counts.length > 3, 'no filters to compare');
}
