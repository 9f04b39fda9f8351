// Удобства поверх готовых страниц: без этого файла всё работает, только без них.
// Подключён в <head> без отсрочки, чтобы выбранный вид был на месте до первого показа страницы.
(function () {
  "use strict";

  var root = document.documentElement;

  // ── Настройки отображения ────────────────────────────────────────────

  var KEY = "rubrika-view";
  var GROUPS = [
    { name: "size", title: "Размер букв", options: [["", "обычный"], ["large", "крупнее"], ["huge", "самый крупный"]] },
    { name: "spacing", title: "Промежутки", options: [["", "обычные"], ["wide", "увеличенные"]] },
    {
      name: "colours",
      title: "Цвета",
      options: [
        ["", "как на устройстве"],
        ["light", "светлые"],
        ["dark", "тёмные"],
        ["black-on-white", "чёрным по белому"],
        ["white-on-black", "белым по чёрному"],
        ["blue", "тёмно-синим по голубому"]
      ]
    },
    { name: "images", title: "Картинки", options: [["", "показывать"], ["off", "заменить описаниями"]] }
  ];
  var chosen = load();

  // Хранилище бывает закрыто: тогда выбор живёт до ухода со страницы.
  function load() {
    try {
      var saved = JSON.parse(localStorage.getItem(KEY));
      return saved && typeof saved === "object" ? saved : {};
    } catch (error) {
      return {};
    }
  }

  function save() {
    try {
      if (Object.keys(chosen).length) localStorage.setItem(KEY, JSON.stringify(chosen));
      else localStorage.removeItem(KEY);
    } catch (error) { /* не хранится – и ладно */ }
  }

  function known(group) {
    var value = chosen[group.name] || "";
    return group.options.some(function (option) { return option[0] === value; }) ? value : "";
  }

  function apply() {
    GROUPS.forEach(function (group) {
      var value = known(group);
      if (value) root.setAttribute("data-" + group.name, value);
      else root.removeAttribute("data-" + group.name);
    });
  }

  // Без адреса картинка показывает своё описание.
  function images() {
    var off = known(GROUPS[3]) === "off";
    document.querySelectorAll("img").forEach(function (image) {
      var from = off ? "src" : "data-src";
      var to = off ? "data-src" : "src";
      if (!image.hasAttribute(from)) return;
      image.setAttribute(to, image.getAttribute(from));
      image.removeAttribute(from);
    });
  }

  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (content || []).forEach(function (part) {
      made.appendChild(typeof part === "string" ? document.createTextNode(part) : part);
    });
    return made;
  }

  function panel() {
    var place = document.querySelector(".masthead__tools");
    if (!place) return;
    var fields = GROUPS.map(function (group) {
      var choices = group.options.map(function (option) {
        var input = element("input", { type: "radio", name: "view-" + group.name, value: option[0] });
        input.checked = known(group) === option[0];
        input.addEventListener("change", function () {
          if (option[0]) chosen[group.name] = option[0];
          else delete chosen[group.name];
          save();
          apply();
          images();
        });
        return element("label", { class: "view__choice" }, [input, element("span", {}, [option[1]])]);
      });
      return element("fieldset", { class: "view__group" }, [element("legend", {}, [group.title])].concat(choices));
    });
    var reset = element("button", { type: "button", class: "view__reset" }, ["Вернуть обычный вид"]);
    reset.addEventListener("click", function () {
      chosen = {};
      save();
      apply();
      images();
      fields.forEach(function (field) { field.querySelector("input").checked = true; });
    });
    var body = element("div", { class: "view__panel", id: "view-panel" }, fields.concat(reset));
    body.hidden = true;
    var toggle = element(
      "button",
      { type: "button", class: "view__toggle", "aria-expanded": "false", "aria-controls": "view-panel" },
      ["Настройки отображения"]
    );
    function open(yes) {
      body.hidden = !yes;
      toggle.setAttribute("aria-expanded", String(yes));
    }
    toggle.addEventListener("click", function () { open(body.hidden); });
    [toggle, body].forEach(function (part) {
      part.addEventListener("keydown", function (event) {
        if (event.key !== "Escape") return;
        open(false);
        toggle.focus();
      });
    });
    place.appendChild(toggle);
    place.parentNode.insertBefore(body, place.nextSibling);
  }

  // ── Отбор карточек ───────────────────────────────────────────────────

  // Ссылки отбора ведут на готовые страницы. Здесь они переключают карточки на месте: внутри одной группы – «или»,
  // между группами – «и».
  function filters() {
    // Строки отбора на телефоне двигаются вбок, а браузер оставляет выделенную ссылку за краем, если видна хоть часть.
    document.querySelectorAll(".filters__options a").forEach(function (link) {
      link.addEventListener("focus", function () { link.scrollIntoView({ block: "nearest", inline: "nearest" }); });
    });
    var box = document.querySelector("[data-filters]");
    var cards = Array.prototype.slice.call(document.querySelectorAll("[data-keys]"));
    if (!box || !cards.length) return;
    var links = Array.prototype.slice.call(box.querySelectorAll("[data-key]"));
    var told = element("p", { class: "filters__told", role: "status" });
    box.appendChild(told);

    function pressed(link) { return link.getAttribute("aria-pressed") === "true"; }

    function show() {
      var groups = {};
      links.filter(pressed).forEach(function (link) {
        var group = link.getAttribute("data-group");
        (groups[group] = groups[group] || []).push(link.getAttribute("data-key"));
      });
      var names = Object.keys(groups);
      var left = cards.filter(function (card) {
        var keys = card.getAttribute("data-keys").split(" ");
        var fits = names.every(function (name) {
          return groups[name].some(function (key) { return keys.indexOf(key) >= 0; });
        });
        card.hidden = !fits;
        return fits;
      });
      told.textContent = names.length ? "Показано: " + left.length + " из " + cards.length : "";
    }

    function press(link) {
      link.setAttribute("aria-pressed", String(!pressed(link)));
      show();
    }

    links.forEach(function (link) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-pressed", "false");
      link.addEventListener("click", function (event) {
        // С нажатой клавишей ссылку открывают рядом.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        press(link);
      });
      link.addEventListener("keydown", function (event) {
        if (event.key !== " ") return;
        event.preventDefault();
        press(link);
      });
    });
  }

  // ── Манифест ─────────────────────────────────────────────────────────

  // С диска манифест не читается, и браузер записал бы в журнал ошибку. Он лежит рядом с папкой этого файла.
  function manifest() {
    var script = document.currentScript;
    if (!script || !/^https?:$/.test(location.protocol)) return;
    var address = script.getAttribute("src").replace(/assets\/[^\/]*$/, "manifest.webmanifest");
    document.head.appendChild(element("link", { rel: "manifest", href: address }));
  }

  apply();
  manifest();
  document.addEventListener("DOMContentLoaded", function () {
    images();
    panel();
    filters();
  });
})();
