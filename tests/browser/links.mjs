// Where the pages lead: to files that are there, and to places that are on them. Counted from what `pages` has seen.

/** Kinds of addresses that lead out of the section, which nobody here can look at. */
const OUTSIDE = ['http:', 'https:', 'mailto:', 'tel:'];

export function links(site, visits) {
  const ids = new Map();
  for (const visit of visits) {
    const file = site.fileOf(visit.url) ?? site.fileOnDisk(visit.url);
    if (file) ids.set(file, new Set(visit.ids));
  }
  return visits.flatMap((visit) =>
    visit.links.flatMap(({ url, what }) => {
      // The page for what is not there answers at any address.
      const flaw = url.split('#')[0] === visit.url ? lands(new Set(visit.ids), url) : leads(site, ids, url);
      return flaw ? [`${visit.path} (${new URL(visit.url).protocol}): ${flaw} ${url}: ${what}`] : [];
    }),
  );
}

function leads(site, ids, url) {
  const inside = url.startsWith(site.base) || url.startsWith(site.disk);
  if (!inside) return OUTSIDE.includes(new URL(url).protocol) ? undefined : 'leads nowhere:';
  const file = site.fileOf(url) ?? site.fileOnDisk(url);
  if (!file) return 'no file for';
  return lands(ids.get(file), url);
}

function lands(ids, url) {
  const anchor = decodeURIComponent(new URL(url).hash.slice(1));
  return anchor && !ids?.has(anchor) ? 'no such place:' : undefined;
}
