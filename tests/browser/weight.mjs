// How much a page costs its reader: requests and bytes, packed as a server packs them, everything on it loaded.

import path from 'node:path';

import { packed } from './server.mjs';

/** A page in the middle of the list may cost so much. */
const MOST = { requests: 6, bytes: 30 * 1024 };

/** Requests and bytes of every page, from what `pages` has seen. */
export function weigh(site, visits) {
  const sizes = new Map();
  const size = (file) => {
    if (!sizes.has(file)) sizes.set(file, packed(path.join(site.folder, file)).length);
    return sizes.get(file);
  };
  return visits
    .filter((visit) => site.fileOf(visit.url))
    .map((visit) => {
      // A browser without windows does not ask for the icon; others do.
      const icon = visit.links.map((link) => link.url).filter((url) => url.endsWith('favicon.svg'));
      const urls = [...new Set([...visit.requests, ...icon])].filter((url) => site.fileOf(url));
      const bytes = urls.reduce((sum, url) => sum + size(site.fileOf(url)), 0);
      return { path: visit.path, requests: urls.length, bytes };
    });
}

export function weight(site, visits) {
  const weights = weigh(site, visits);
  return Object.entries(MOST).flatMap(([what, most]) => {
    const { median } = spread(weights, what);
    return median > most ? [`${what} of a page in the median: ${median}, may be ${most}`] : [];
  });
}

/** The middle and the largest. */
export function spread(weights, what) {
  const sorted = [...weights].sort((a, b) => a[what] - b[what]);
  const largest = sorted[sorted.length - 1];
  return { median: sorted[Math.floor(sorted.length / 2)][what], max: largest[what], heaviest: largest.path };
}
