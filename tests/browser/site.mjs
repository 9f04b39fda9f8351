// A built section: its pages, its addresses on a server and on a disk.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** One page for each kind of template: these are looked at more closely. */
export const REPRESENTATIVES = [
  'index.html',
  'mentors/index.html',
  'mentees/index.html',
  'people/gladyshev-sn/index.html',
  'programs/index.html',
  'programs/fizika-2025/index.html',
  'documents/index.html',
  'documents/r-145/index.html',
  'roadmaps/shkola-7-2025-2027/index.html',
  'monitoring/index.html',
  'monitoring/2025-2026/index.html',
  'practices/dnevnik-dvuh-urokov/index.html',
  'methods/python-vzaimoposescheniya/index.html',
  'news/festival-urokov-2026/index.html',
  'az/index.html',
  'search/index.html?q=наставника',
];

/** Every page in every look, which takes a quarter of an hour: for a new theme, and before a release. */
export const FULL = process.env.RUBRIKA_BROWSER === 'full';

/** Whether a page is looked at in every way: all when asked to, and where there are few; else one of every kind. */
export function closely(site, path) {
  return FULL || site.pages.length < 20 || REPRESENTATIVES.some((one) => one.split('?')[0] === path);
}

/** What a server answers with the page for what is not there. */
export const NOWHERE = 'net/takoi/stranicy/';

export class Site {
  /** All of a section, where it says it lives; or some pages of it somewhere else. */
  constructor(folder, { base, pages } = {}) {
    this.folder = path.resolve(folder);
    this.base = base ?? canonical(path.join(this.folder, 'index.html'));
    this.disk = pathToFileURL(this.folder + path.sep).href;
    this.pages = pages ?? everyPage(this.folder);
    this.nowhere = pages ? [] : [NOWHERE];
  }

  /** Those of the paths that are pages of this site. */
  those(paths) {
    return paths.filter((path) => this.pages.includes(path.split('?')[0]));
  }

  /** The file, as a path below the section, that a server has for an address; nothing if there is none. */
  fileOf(url) {
    const below = this.#below(url, this.base);
    return below === undefined ? undefined : this.#existing(below === '' || below.endsWith('/') ? `${below}index.html` : below);
  }

  /** The same for an address on a disk, where nobody puts `index.html` after a folder. */
  fileOnDisk(url) {
    const below = this.#below(url, this.disk);
    return below === undefined ? undefined : this.#existing(below);
  }

  #below(url, start) {
    const plain = url.split(/[?#]/)[0];
    return plain.startsWith(start) ? decodeURIComponent(plain.slice(start.length)) : undefined;
  }

  #existing(below) {
    const file = path.join(this.folder, below);
    return fs.existsSync(file) && fs.statSync(file).isFile() ? below : undefined;
  }
}

function everyPage(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .sort();
}

function canonical(home) {
  return /<link rel="canonical" href="([^"]+)"/.exec(fs.readFileSync(home, 'utf8'))[1];
}
