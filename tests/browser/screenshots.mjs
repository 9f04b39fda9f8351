// `npm run screenshots`: one screen of the main pages, wide and narrow, light and dark, for the documentation.

import fs from 'node:fs';
import path from 'node:path';

import { eachOn, open } from './browser.mjs';
import { ROOT, withSection } from './build.mjs';

const PAGES = {
  home: 'index.html',
  mentors: 'mentors/index.html',
  program: 'programs/fizika-2025/index.html',
  documents: 'documents/index.html',
  roadmap: 'roadmaps/shkola-7-2025-2027/index.html',
  monitoring: 'monitoring/2025-2026/index.html',
};

/** A wide screen is drawn smaller: it is looked at in a column of text. */
const SCREENS = [
  { width: 1280, height: 800, scale: 0.7 },
  { width: 360, height: 740, scale: 1 },
];

/** All together. */
const MOST = 1.5 * 1024 * 1024;

const out = path.join(ROOT, 'docs/screenshots');
fs.mkdirSync(out, { recursive: true });

await withSection(async (site) => {
  const { browser, close } = await open([site]);
  let size = 0;
  for (const { width, height, scale } of SCREENS) {
    for (const colorScheme of ['light', 'dark']) {
      const options = { viewport: { width, height }, deviceScaleFactor: scale, colorScheme, reducedMotion: 'reduce' };
      await eachOn(browser, options, Object.entries(PAGES), async (page, [name, url]) => {
        await page.goto(new URL(url, site.base).href, { waitUntil: 'networkidle' });
        const file = path.join(out, `${name}-${width}-${colorScheme}.png`);
        // Several pages are drawn at a time: nothing may be waited for inside the sum.
        const picture = await page.screenshot({ path: file });
        size += picture.length;
      });
    }
  }
  await close();
  console.log(`${out}: ${(size / 1024).toFixed(0)} KB`);
  if (size > MOST) throw new Error(`more than ${MOST / 1024} KB`);
});
