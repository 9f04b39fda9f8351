// The way by keyboard: the link to the content first, the menu, and nothing that moves for those who asked for calm.

import { ask } from './ask.mjs';
import { on } from './browser.mjs';
import { steps } from './flaws.mjs';

export async function keyboard(browser, site) {
  const wide = { viewport: { width: 1280, height: 900 } };
  const narrow = { viewport: { width: 360, height: 740 } };
  const home = new URL('index.html', site.base).href;
  return [
    await on(browser, wide, (page) => steps('skip link', (flaws) => skip(page, home, flaws))),
    await on(browser, { ...wide, javaScriptEnabled: false }, (page) =>
      steps('skip link, no scripts', (flaws) => skip(page, home, flaws))),
    await on(browser, narrow, (page) => steps('menu at 360 px', (flaws) => menu(page, home, flaws))),
    await on(browser, { ...narrow, javaScriptEnabled: false }, (page) =>
      steps('menu at 360 px, no scripts', (flaws) => menu(page, home, flaws))),
    await on(browser, { ...wide, reducedMotion: 'reduce' }, (page) =>
      steps('reduced motion', (flaws) => calm(page, home, flaws))),
  ].flat();
}

async function skip(page, home, flaws) {
  await page.goto(home);
  await page.keyboard.press('Tab');
  const first = await ask(page, () => {
    const link = document.activeElement;
    const box = link.getBoundingClientRect();
    const inside = box.top >= 0 && box.left >= 0 && box.height > 20;
    return { href: link.getAttribute('href'), name: describe(link), inside };
  });
  flaws.expect(first.href === '#main', `the first stop is ${first.name}`);
  flaws.expect(first.inside, 'is not seen when it has the focus');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/, { timeout: 5000 });
  await page.keyboard.press('Tab');
  const after = await ask(page, () => ({
    inside: Boolean(document.activeElement.closest('main')),
    name: describe(document.activeElement),
  }));
  flaws.expect(after.inside, `the stop after it is not in the content: ${after.name}`);
}

async function menu(page, home, flaws) {
  await page.goto(home);
  const summary = page.locator('header summary');
  const link = page.locator('header nav a').first();
  flaws.expect(!(await link.isVisible()), 'is open before anybody opened it');
  flaws.expect(await reach(page, 'header summary'), 'Tab does not come to it');
  await page.keyboard.press('Enter');
  flaws.expect(await link.isVisible(), 'Enter does not open it');
  await page.keyboard.press('Enter');
  flaws.expect(!(await link.isVisible()), 'Enter does not close it again');
  await summary.press('Space');
  flaws.expect(await link.isVisible(), 'Space does not open it');
  await page.keyboard.press('Tab');
  const first = await ask(page, () => document.activeElement.matches('header nav a'));
  flaws.expect(first, 'Tab does not go on to its first link');
  const target = await link.evaluate((link) => link.href);
  await page.keyboard.press('Enter');
  await page.waitForURL(target, { timeout: 5000 });
  const here = await page.locator('header nav a[aria-current="page"]').evaluate((link) => link.href);
  flaws.expect(here === target, `the page does not say where it is: ${here}`);
}

async function calm(page, home, flaws) {
  await page.goto(home);
  const moving = await ask(page, () => {
    const moves = (element) => {
      const style = getComputedStyle(element);
      const long = (times) => times.split(',').some((time) => parseFloat(time) > 0.01);
      return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === 'smooth';
    };
    return [...document.querySelectorAll('*')].filter(moves).slice(0, 5).map(describe);
  });
  for (const element of moving) flaws.expect(false, `still moves: ${element}`);
}

/** Presses Tab until the focus is on what is looked for. */
export async function reach(page, selector) {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    if (await ask(page, (selector) => document.activeElement.matches(selector), selector)) return true;
  }
  return false;
}
