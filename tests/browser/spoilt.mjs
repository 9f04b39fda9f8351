// What each check has to find: the section with one thing spoilt, and the words that the finding has in it.

import crypto from 'node:crypto';

import { axe } from './axe.mjs';
import { filters } from './filters.mjs';
import { focus } from './focus.mjs';
import { keyboard } from './keyboard.mjs';
import { links } from './links.mjs';
import { WAYS, pages } from './pages.mjs';
import { print } from './print.mjs';
import { search } from './search.mjs';
import { settings } from './settings.mjs';
import { weight } from './weight.mjs';

const HOME = 'index.html';
/** A page that is looked at no closer than any other. */
const QUIET = 'privacy/index.html';
/** One with a link to somebody else. */
const EXTERNAL = 'practices/dnevnik-dvuh-urokov/index.html';
const STYLE = 'assets/style.css';
const SCRIPT = 'assets/site.js';

const into = (html, page = HOME) => ({ [page]: (text) => text.replace('</main>', `${html}</main>`) });
const styled = (css) => ({ [STYLE]: (sheet) => `${sheet}\n${css}` });
const scripted = (code, file = SCRIPT) => ({ [file]: (script) => `${script}\n${code}` });
const swap = (file, from, to) => ({ [file]: (text) => text.replaceAll(from, to) });
const deaf = (key) => `document.addEventListener('keydown', function (event) {
  if (event.key !== '${key}') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);`;

const WIDE = '<p class="broad">Слишком широко</p>';
const BROAD = styled('.broad { width: 2000px; }');
const DARK = '@media (prefers-color-scheme: dark)';

/** All that follows from one look at every page. */
const seen = (place, scripts = true) => async (browser, site) => {
  const { flaws, visits } = await pages(browser, site, WAYS.find((way) => way.place === place && way.scripts === scripts));
  return [...flaws, ...links(site, visits), ...(place === 'server' ? weight(site, visits) : [])];
};

/** The check, what is spoilt, what has to be found; `pages` are those looked at, if not home. */
export const SPOILT = [
  {
    check: seen('server'),
    files: {
      ...into(`${WIDE}
        <script>var inline = 1;</script>
        <p style="color: red">Красное</p>
        <img src="net.png" alt="Нет такой" width="9" height="9">
        <img src="http://chuzhoj.example/1.png" alt="Чужая" width="9" height="9">
        <a href="net.html">Нет файла</a> <a href="#net">Нет места</a> <a href="javascript:void(0)">Сценарий</a>
        ${[1, 2, 3, 4, 5].map((n) => `<img src="assets/favicon.svg?${n}" alt="${n}" width="9" height="9">`).join('')}
        <p>${crypto.createHash('shake256', { outputLength: 99999 }).digest('hex')}</p>`),
      ...styled('.broad { width: 2000px; } h1 { display: none; }'),
      ...scripted('console.error("planted"); throw new Error("thrown");'),
    },
    finds: [
      /^index\.html \(server\): at 320 px, light: .* too wide: .*p\.broad/,
      /at 1280 px, dark: .* too wide/,
      /console: .*script.*Content Security Policy/,
      /console: .*style.*Content Security Policy/,
      /no picture net\.png: img «Нет такой»/,
      /404 for http.*net\.png/,
      /asks somebody else for http:\/\/chuzhoj/,
      /console: planted/,
      /script: thrown/,
      /no heading to be seen/,
      /no file for http.*net\.html: a «Нет файла»/,
      /no such place: http.*#net: a «Нет места»/,
      /leads nowhere: javascript/,
      /requests of a page in the median: \d/,
      /bytes of a page in the median: \d/,
    ],
  },
  {
    check: seen('server'),
    files: { ...into(`<details><summary>Ещё</summary>${WIDE}</details>`), ...BROAD },
    finds: [/too wide when unfolded: .*p\.broad/],
  },
  { check: seen('server'), files: styled(`${DARK} { main { width: 2000px; } }`), finds: [/at 768 px, dark: .* too wide/] },
  { check: seen('server'), files: { [STYLE]: () => '' }, finds: [/looks as without styles/] },
  {
    check: seen('server', false),
    files: { ...into(`<noscript>${WIDE}</noscript>`), ...BROAD },
    finds: [/\(server, no scripts\): at 320 px, dark: .* too wide/],
  },
  {
    check: seen('disk'),
    files: into('<img src="/assets/favicon.svg" alt="От корня" width="9" height="9"> <a href="mentors/">Папка</a>'),
    finds: [/\(disk\): no picture \/assets/, /no file for file:.*mentors\//],
  },
  {
    check: seen('disk', false),
    files: into('<img src="http://localhost/1.png" alt="С сервера" width="9" height="9">'),
    finds: [/\(disk, no scripts\): asks somebody else/],
  },

  {
    check: axe,
    files: {
      ...into('<img src="../assets/favicon.svg" width="9" height="9">', QUIET),
      ...styled('@media (prefers-color-scheme: light) { main p { color: #ccc; } }'),
    },
    pages: [QUIET],
    finds: [/at 320 px, dark: image-alt: img/, /at 1280 px, light: color-contrast: /],
  },
  {
    check: axe,
    files: styled('[data-colours="blue"] main p { color: #87bbe9; }'),
    finds: [/at 1280 px, blue: color-contrast: /],
  },

  {
    check: focus,
    files: {
      ...into('<a href="index.html" tabindex="5">Без очереди</a> <button tabindex="-1">Мимо</button>'),
      ...styled(':focus-visible, :focus-visible::after { outline: none !important; }'),
    },
    finds: [/nobody sees the focus on a/, /Tab does not come to a «Без очереди»/, /Tab does not come to button «Мимо»/],
  },
  {
    check: focus,
    files: styled('main::after { content: ""; position: fixed; inset: 0; z-index: 9; }'),
    finds: [/out of sight or covered on /],
  },

  {
    check: keyboard,
    files: { ...styled('.skip { display: none; } main { transition: color 1s; }'), ...scripted(deaf('Enter')) },
    finds: [
      /skip link: the first stop is /,
      /skip link, no scripts: the first stop is /,
      /menu at 360 px: Enter does not open it/,
      /reduced motion: still moves: main/,
    ],
  },
  { check: keyboard, files: styled('.skip:focus { transform: translateY(-110%); }'), finds: [/skip link: is not seen/] },

  {
    check: settings,
    files: { ...scripted(deaf('Escape')), ...styled('html[data-size="huge"] main { width: 2000px; }') },
    finds: [/settings \(server\): Escape does not close them/, /^index\.html: \{"size":"huge"\} at 1280 px: .* too wide/],
  },
  {
    check: settings,
    files: scripted('addEventListener("pagehide", function () { localStorage.clear(); });'),
    finds: [/settings \(disk\): not kept on the next page/],
  },

  {
    check: filters,
    files: {
      ...swap(SCRIPT, 'Показано: ', 'Показано '),
      ...swap('mentors/index.html', 'data-keys="predmet-algebra ', 'data-keys="'),
    },
    finds: [/announces «Показано \d/, /алгебра 1: 0 of /, /no scripts: predmet-algebra: the page shows 1, the script 0/],
  },

  {
    check: search,
    files: {
      ...scripted(`window.rubrikaSearch.stem = String;
        window.rubrikaSearch.words = function (text) { return text.split(" "); };
        ${deaf('ArrowDown')}`, 'assets/search.js'),
      ...styled('[data-search-fallback] { display: none; }'),
    },
    finds: [
      /the words: stems differ: /,
      /the words: words differ: /,
      /search \(server\): down does not go through/,
      /search \(disk\): down does not go through/,
      /no scripts: does not say that scripts are needed/,
    ],
  },

  {
    check: print,
    // What is hidden and what is shown here by force, main.rs has to find in the PDF.
    files: styled(`@media print {
      nav, .skip { display: block !important; transform: none; }
      main h2 { position: absolute; left: -9999px; }
      p { break-after: page; }
    }`),
    finds: [/index\.html on paper: is printed: nav/, /takes \d+ sheets, expected/],
  },
  {
    check: print,
    files: styled('@media print { .main a.external[href]::after { content: none; } }'),
    pages: [EXTERNAL],
    finds: [/does not say where it leads: a\.external/],
  },
];
