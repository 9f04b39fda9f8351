/* Поиск по разделу. Работает с диска и без сервера: указатель слов (window.rubrikaIndex) загружен до этого сценария.
   Слова разбираются так же, как при сборке: правка здесь – правка и там. */

(function () {
  'use strict';

  /* ── Слова ──────────────────────────────────────────────────────────── */

  var LETTER = '0-9a-zß-öø-\u024f\u0400-\u0481\u048a-\u052f';
  var MARKS = '\u00ad\u0300-\u036f\u0483-\u0489\u200b-\u200d\u2060\ufeff';
  var PIECE = new RegExp('[' + LETTER + ']+', 'g');
  var JOINT = /^[/\-‐‑‒–—―−]$/;
  var LATIN = 'abcehkmoptxy';
  var CYRILLIC = 'авсенкмортху';

  function fold(text) {
    var plain = text.normalize('NFC').toLowerCase()
      .replace(new RegExp('[' + MARKS + ']', 'g'), '').replace(/ё/g, 'е');
    return plain.replace(PIECE, function (word) {
      return /[\u0400-\u04ff]/.test(word) ? word.replace(/[a-z]/g, twin) : word;
    });
  }

  function twin(letter) {
    var at = LATIN.indexOf(letter);
    return at < 0 ? letter : CYRILLIC[at];
  }

  /* Слова по порядку: что искать целиком и из чего оно состоит. «Р-145» – это «р145» или «145». */
  function chains(text) {
    var folded = fold(text);
    var out = [];
    var end = -1;
    var found;
    PIECE.lastIndex = 0;
    while ((found = PIECE.exec(folded))) {
      var joined = out.length && JOINT.test(folded.slice(end, found.index));
      if (joined) out[out.length - 1].push(found[0]);
      else out.push([found[0]]);
      end = PIECE.lastIndex;
    }
    return out;
  }

  function words(text) {
    var out = [];
    chains(text).forEach(function (chain) {
      if (chain.length > 1 && chain.some(hasDigit)) out.push(chain.join(''));
      chain.forEach(function (piece) {
        out.push(piece);
        var runs = piece.match(/[0-9]+|[^0-9]+/g);
        if (hasDigit(piece) && runs.length > 1) out = out.concat(runs);
      });
    });
    return out.filter(counts);
  }

  function hasDigit(word) {
    return /[0-9]/.test(word);
  }

  function counts(word) {
    return (word.length > 1 || hasDigit(word)) && index.stop.indexOf(word) < 0;
  }

  /* ── Основа слова: правила Snowball для русского языка ──────────────── */

  /* Первая скобка снимается всегда, вторая – только после «а» и «я». */
  var GERUND = /(?:(ывшись|ившись|ывши|ивши|ыв|ив)|(вшись|вши|в))$/;
  var ADJECTIVE = /(ему|ому|ых|их|ую|юю|ею|ою|яя|ая|ые|ее|ие|ое|ыми|ими|ый|ей|ий|ой|ым|ем|им|ом|его|ого)$/;
  var PARTICIPLE = /(?:(ывш|ивш|ующ)|(вш|щ|ющ|ем|нн))$/;
  var REFLEXIVE = /(сь|ся)$/;
  var VERB = new RegExp('(?:(ыт|уют|ят|ует|ит|ены|ыть|ить|ишь|ю|ую|ыла|ила|ена|ите|уйте|ейте|ыли|или|уй|ей|ыл|ил|ым|им|ен|ыло|ило|ено)' +
    '|(ют|ет|ны|ть|ешь|ла|на|ете|йте|ли|й|л|ем|н|ло|но|нно))$');
  var NOUN = new RegExp('(у|ях|иях|ах|ы|ь|ю|ью|ию|я|ья|ия|а|ев|ов|е|ье|ие|и|еи|ии|ями|иями|ами|й|ей|ией|ий|ой|ям|иям|ам|ем|ием|ом|о)$');

  /* Слово без окончания; null, если такого окончания нет. Поиск слева находит самое длинное. */
  function cut(word, ending) {
    var found = ending.exec(word);
    if (!found) return null;
    var after = word.charAt(found.index - 1);
    if (found[2] !== undefined && after !== 'а' && after !== 'я') return null;
    return word.slice(0, found.index);
  }

  function stem(word) {
    if (!/^[а-я]+$/.test(word)) return word;
    var regions = /^([^аеиоуыэюя]*[аеиоуыэюя])([аеиоуыэюя]*[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя])?/.exec(word);
    if (!regions) return word;
    var head = regions[1];
    var second = regions[2] === undefined ? word.length : regions[0].length;
    var tail = word.slice(head.length);

    var gerund = cut(tail, GERUND);
    if (gerund !== null) {
      tail = gerund;
    } else {
      var own = cut(tail, REFLEXIVE);
      if (own !== null) tail = own;
      var adjective = cut(tail, ADJECTIVE);
      if (adjective !== null) {
        var participle = cut(adjective, PARTICIPLE);
        tail = participle === null ? adjective : participle;
      } else {
        var verb = cut(tail, VERB);
        var noun = verb === null ? cut(tail, NOUN) : verb;
        if (noun !== null) tail = noun;
      }
    }
    tail = tail.replace(/и$/, '');
    var derived = /ость?$/.exec(tail);
    if (derived && head.length + derived.index >= second) tail = tail.slice(0, derived.index);
    if (/ейше?$/.test(tail)) tail = tail.replace(/ейше?$/, '').replace(/нн$/, 'н');
    else tail = tail.replace(/нн$/, 'н').replace(/ь$/, '');
    return head + tail;
  }

  /* Основа основы, пока в ней не меньше трёх букв: «Завьялову» даёт «завьялов», а «Завьялов» – «завьял». */
  function root(word) {
    for (;;) {
      var next = stem(word);
      if (next === word || next.length < 3) return word;
      word = next;
    }
  }

  /* ── Указатель ──────────────────────────────────────────────────────── */

  var data = window.rubrikaIndex;
  var index = {
    stop: data ? data.stop.split('|') : [],
    pages: data ? data.pages : [],
    keys: data && data.keys.join('') ? data.keys.join('|').split('|') : [],
    places: data ? data.places.join(' ').split(' ') : [],
  };

  /* Номера страниц и то, насколько важно место: 0 – текст, 1 – заголовок или имя, 2 – название. */
  function places(number) {
    var out = [];
    var page = 0;
    var value = 0;
    var packed = index.places[number];
    for (var i = 0; i < packed.length; i += 1) {
      var digit = data.digits.indexOf(packed.charAt(i));
      value = value * 32 + (digit & 31);
      if (digit < 32) {
        page += value >> 2;
        out.push([page, value & 3]);
        value = 0;
      }
    }
    return out;
  }

  /* Место первой основы, которая не раньше этой. */
  function position(key) {
    var from = 0;
    var to = index.keys.length;
    while (from < to) {
      var middle = (from + to) >> 1;
      if (index.keys[middle] < key) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /* Основы, которые подходят к слову: его собственная, а у недописанного – и те, что начинаются так же. */
  function matching(word, unfinished) {
    var own = root(word);
    var out = [];
    if (index.keys[position(own)] === own) out.push(own);
    if (unfinished && word.length > 1) {
      for (var i = position(word); i < index.keys.length && index.keys[i].indexOf(word) === 0; i += 1) {
        if (index.keys[i] !== own) out.push(index.keys[i]);
      }
    }
    return out;
  }

  var WORTH = [1, 4, 10];

  /* Страницы, где есть каждое слово запроса, лучшие сначала. */
  function find(query) {
    var terms = [];
    var all = chains(query);
    all.forEach(function (chain, number) {
      var unfinished = number === all.length - 1 && !/\s$/.test(query);
      var whole = chain.join('');
      var numeric = chain.length > 1 && chain.some(hasDigit);
      if (numeric && matching(whole, unfinished).length) {
        terms.push({ word: whole, keys: matching(whole, unfinished) });
        return;
      }
      chain.forEach(function (piece, i) {
        var last = unfinished && i === chain.length - 1;
        if (counts(piece) || (last && !terms.length && matching(piece, true).length)) {
          terms.push({ word: piece, keys: matching(piece, last) });
        }
      });
    });
    return { terms: terms, hits: terms.length ? ranked(terms) : [] };
  }

  function ranked(terms) {
    var sums = null;
    terms.forEach(function (term) {
      var own = root(term.word);
      var best = {};
      term.keys.forEach(function (key) {
        places(position(key)).forEach(function (place) {
          var worth = WORTH[place[1]] * (key === own ? 1 : 0.5);
          if (!(best[place[0]] >= worth)) best[place[0]] = worth;
        });
      });
      var next = {};
      Object.keys(best).forEach(function (page) {
        if (sums === null) next[page] = best[page];
        else if (page in sums) next[page] = sums[page] + best[page];
      });
      sums = next;
    });
    return Object.keys(sums).map(Number).sort(function (a, b) {
      return sums[b] - sums[a] || a - b;
    });
  }

  window.rubrikaSearch = { words: words, stem: stem, root: root, find: find };

  /* ── Страница ───────────────────────────────────────────────────────── */

  function part(name) {
    return document.querySelector('[data-search' + name + ']');
  }

  var form = window.document ? part('') : null;
  var fallback = part('-fallback');
  /* Указатель не загрузился: пояснение, которое скрыто от тех, у кого сценарии работают, теперь и для них. */
  if (form && !data && fallback) fallback.style.display = 'block';
  if (!form || !data) return;
  var field = form.elements.q;
  var list = part('-results');
  var status = part('-status');
  var empty = part('-empty');
  var base = form.getAttribute('data-root');
  var waiting = 0;

  function count(n) {
    var tens = n % 100;
    var ones = n % 10;
    var few = ones > 1 && ones < 5 && (tens < 11 || tens > 14);
    if (ones === 1 && tens !== 11) return 'Нашлась ' + n + '\u00a0страница';
    return (few ? 'Нашлись ' : 'Нашлось ') + n + (few ? '\u00a0страницы' : '\u00a0страниц');
  }

  function element(name, className, parent) {
    var made = document.createElement(name);
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }

  /* Текст, в котором отмечены найденные слова; только текстовые узлы. */
  function marked(text, terms, parent) {
    var word = new RegExp('[' + LETTER + 'A-ZÀ-Þ' + MARKS + ']+(?:[/\\-‐‑‒–—―−][' + LETTER + 'A-ZÀ-Þ' + MARKS + ']+)*', 'g');
    var at = 0;
    var found;
    while ((found = word.exec(text))) {
      if (!isFound(found[0], terms)) continue;
      parent.appendChild(document.createTextNode(text.slice(at, found.index)));
      element('mark', '', parent).textContent = found[0];
      at = found.index + found[0].length;
    }
    parent.appendChild(document.createTextNode(text.slice(at)));
  }

  function isFound(word, terms) {
    var keys = words(word).map(root);
    return terms.some(function (term) {
      return term.keys.some(function (key) { return keys.indexOf(key) >= 0; });
    });
  }

  var SHOWN = 50;
  var QUOTED = 10;
  var AROUND = 90;
  var opened = {};

  /* Куски текста страницы: она читается один раз и только с сервера – с диска браузер не даёт. */
  function blocks(address) {
    if (!opened[address]) {
      opened[address] = window.fetch(base + address).then(function (answer) {
        return answer.ok ? answer.text() : '';
      }).then(function (html) {
        var page = new DOMParser().parseFromString(html, 'text/html');
        var all = page.querySelectorAll('main :is(p, li, dd, td, th, h2, h3, figcaption)');
        return Array.prototype.map.call(all, function (one) {
          return one.textContent.replace(/\s+/g, ' ').trim();
        });
      }).catch(function () {
        return [];
      });
    }
    return opened[address];
  }

  /* Под названием, в котором ничего не отмечено, – место, где нашлось слово. */
  function quote(items, terms) {
    if (!window.fetch || window.location.protocol === 'file:') return;
    items.forEach(function (one) {
      var item = one[0];
      blocks(one[1]).then(function (texts) {
        var best = texts.find(function (text) { return isFoundIn(text, terms); });
        if (!best || !item.parentNode) return;
        var place = item.querySelector('.found__text') || element('p', 'found__text', item);
        place.textContent = '';
        marked(around(best, terms), terms, place);
      });
    });
  }

  function isFoundIn(text, terms) {
    return text.split(' ').some(function (word) { return isFound(word, terms); });
  }

  /* Найденное слово и немного вокруг, целыми словами. */
  function around(text, terms) {
    var all = text.split(' ');
    var at = all.findIndex(function (word) { return isFound(word, terms); });
    var from = at;
    var to = at + 1;
    for (var room = AROUND; from > 0 && room > all[from - 1].length; from -= 1) room -= all[from - 1].length + 1;
    for (room = AROUND; to < all.length && room > all[to].length; to += 1) room -= all[to].length + 1;
    return (from > 0 ? '… ' : '') + all.slice(from, to).join(' ') + (to < all.length ? ' …' : '');
  }

  function show() {
    var query = field.value;
    var result = find(query);
    var silent = [];
    list.textContent = '';
    result.hits.slice(0, SHOWN).forEach(function (number) {
      var page = index.pages[number];
      var item = element('li', 'found', list);
      element('p', 'found__kind', item).textContent = data.kinds[page[1]];
      var link = element('a', 'found__title', item);
      link.href = base + page[0];
      marked(page[2], result.terms, link);
      if (page[3]) marked(page[3], result.terms, element('p', 'found__text', item));
      if (!item.querySelector('mark')) silent.push([item, page[0]]);
    });
    quote(silent.slice(0, QUOTED), result.terms);
    var some = result.hits.length > 0;
    empty.hidden = some || !result.terms.length;
    list.hidden = !some;
    if (some) {
      status.textContent = count(result.hits.length) +
        (result.hits.length > SHOWN ? '. Показаны первые ' + SHOWN + ': добавьте слово, чтобы искать точнее' : '');
    } else if (result.terms.length) {
      status.textContent = 'Ничего не нашлось';
    } else {
      status.textContent = query.trim() ? 'Такие слова есть почти на каждой странице: добавьте другое' : '';
    }
    remember(query.trim());
  }

  /* Адрес повторяет запрос, чтобы его можно было послать. С диска браузер этого не разрешает. */
  function remember(query) {
    if (window.location.protocol === 'file:') return;
    try {
      window.history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : window.location.pathname);
    } catch (error) {
      /* Слишком часто: адрес догонит со следующей буквой. */
    }
  }

  function links() {
    return Array.prototype.slice.call(list.querySelectorAll('a'));
  }

  function clear() {
    field.value = '';
    show();
    field.focus();
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    window.clearTimeout(waiting);
    show();
  });

  field.addEventListener('input', function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(show, 120);
  });

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    var here = document.activeElement;
    var writing = here && /^(INPUT|TEXTAREA|SELECT)$/.test(here.tagName);
    if (event.key === '/' && !writing) {
      event.preventDefault();
      field.focus();
      field.select();
      return;
    }
    var all = links();
    var at = all.indexOf(here);
    if (here !== field && at < 0) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      clear();
    } else if (event.key === 'ArrowDown' && at + 1 < all.length) {
      event.preventDefault();
      all[at + 1].focus();
    } else if (event.key === 'ArrowUp' && here !== field) {
      event.preventDefault();
      (at > 0 ? all[at - 1] : field).focus();
    }
  });

  if (fallback) fallback.hidden = true;
  var asked = /[?&]q=([^&]*)/.exec(window.location.search);
  if (asked) {
    try {
      field.value = decodeURIComponent(asked[1].replace(/\+/g, ' '));
    } catch (error) {
      field.value = '';
    }
  }
  show();
  field.focus();
})();
