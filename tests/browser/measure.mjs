// `npm run measure`: what a page costs and how it is scored, as a Markdown table. Not a test: scores depend on the machine.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { CHROMIUM, eachOn, flags, open } from './browser.mjs';
import { withSection } from './build.mjs';
import { WAYS, pages } from './pages.mjs';
import { serve } from './server.mjs';
import { spread, weigh } from './weight.mjs';

/** Comes by itself for a measurement; the tests have no need of it and of the 150 packages under it. */
const LIGHTHOUSE = 'lighthouse@12.8.2';

const SCORED = {
  'Home': 'index.html',
  'Mentors': 'mentors/index.html',
  'A programme': 'programs/fizika-2025/index.html',
};
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

await withSection(async (site) => {
  const { browser, close } = await open([site]);
  const { visits } = await pages(browser, site, WAYS[0]);
  const weights = weigh(site, visits);
  const requests = spread(weights, 'requests');
  const bytes = spread(weights, 'bytes');
  const shifts = {};
  for (const width of [360, 1280]) shifts[width] = spread(await shift(browser, site, width), 'shift');
  await close();

  const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(`| ${visits.length} pages | median | max | budget |\n|---|---|---|---|`);
  console.log(`| requests a page | ${requests.median} | ${requests.max} (${requests.heaviest}) | median ≤ 6 |`);
  const [median, max] = [bytes.median, bytes.max].map(kilobytes);
  console.log(`| gzip a page, pictures included | ${median} | ${max} (${bytes.heaviest}) | median ≤ 30 KB |`);
  for (const [width, { median, max, heaviest }] of Object.entries(shifts)) {
    console.log(`| layout shift at ${width} px | ${median.toFixed(4)} | ${max.toFixed(4)} (${heaviest}) | max < 0.01 |`);
  }
  console.log(`\n| Lighthouse | ${CATEGORIES.join(' | ')} |\n|---|---|---|---|---|`);
  for (const [name, path] of Object.entries(SCORED)) {
    console.log(`| ${name} | ${(await scores(site, path)).join(' | ')} |`);
  }
  console.log('| budget | ≥ 99 | 100 | 100 | 100 |');
});

/** How far things move while every page is loading. */
function shift(browser, site, width) {
  const options = { viewport: { width, height: 800 } };
  return eachOn(browser, options, site.pages, async (page, path) => {
    await page.goto(new URL(path, site.base).href);
    const shift = await page.evaluate(
      () =>
        new Promise((done) => {
          let sum = 0;
          const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)));
          observer.observe({ type: 'layout-shift', buffered: true });
          // Two frames later everything that was buffered has been told.
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
        }),
    );
    return { path, shift };
  });
}

/** The four scores of a page on a slow telephone, as Lighthouse imagines it. */
async function scores(site, path) {
  const server = await serve([site]);
  const { hostname } = new URL(site.base);
  const args = ['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', new URL(path, site.base).href];
  const chrome = flags(hostname, server.port).map(quoted).join(' ');
  const how = ['--quiet', '--output=json', `--only-categories=${CATEGORIES}`, `--chrome-flags=${chrome}`];
  const env = { ...process.env, CHROME_PATH: CHROMIUM };
  const { stdout } = await promisify(execFile)('npm', [...args, ...how], { env, maxBuffer: 1 << 27 });
  server.close();
  const { categories } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  return CATEGORIES.map((name) => Math.round(categories[name].score * 100));
}

/** A flag with blanks in it, as Lighthouse's command line takes it. */
function quoted(flag) {
  return flag.includes(' ') ? `${flag.split('=')[0]}="${flag.slice(flag.indexOf('=') + 1)}"` : flag;
}
