// The preview's own script: reloads the page when the section changes and shows complaints over it.
// It is put into pages only by `rubrika serve` and is no part of the output.
(() => {
  "use strict";
  let version = 0;
  const overlay = document.createElement("div");
  overlay.setAttribute("role", "status");
  overlay.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:2147483647;font:15px/1.45 system-ui,sans-serif;color:#fff;background:#3b0d12;padding:.8rem 1.2rem;display:none;box-shadow:0 -4px 24px #0006";
  const line = (text, style) => {
    const p = document.createElement("p");
    p.textContent = text;
    p.style.cssText = "margin:.15rem 0;" + (style || "");
    return p;
  };
  // What is withheld, in a corner: looked at when somebody misses it.
  const corner = document.createElement("details");
  corner.style.cssText =
    "position:fixed;inset:auto 0 0 auto;max-width:min(100%,34rem);max-height:60vh;overflow:auto;z-index:2147483646;font:14px/1.4 system-ui,sans-serif;color:#fff;background:#1d2a2b;padding:.3rem .8rem;border-radius:.5rem 0 0 0";
  const list = (withheld) => {
    const summary = document.createElement("summary");
    summary.textContent = "Закрыто: " + withheld.length;
    summary.style.cursor = "pointer";
    corner.replaceChildren(summary);
    for (const w of withheld) {
      corner.append(line(w.entry + ": " + w.what, "margin-top:.5rem;font-weight:600"), line(w.why, "opacity:.9"));
    }
    corner.style.display = withheld.length ? "block" : "none";
  };
  const show = (state) => {
    list(state.withheld || []);
    const complaints = state.complaints || [];
    const errors = complaints.filter((c) => c.severity === "error");
    overlay.replaceChildren();
    const close = document.createElement("button");
    close.textContent = "Скрыть";
    close.style.cssText = "float:right;font:inherit;padding:.1rem .7rem";
    close.onclick = () => (overlay.style.display = "none");
    overlay.append(close);
    if (errors.length) {
      overlay.style.background = "#3b0d12";
      overlay.append(line("Раздел не пересобран: на странице прежний вид", "font-weight:700"));
    } else if (complaints.length) {
      overlay.style.background = "#3d2f08";
      overlay.append(line("Предупреждения", "font-weight:700"));
    }
    for (const c of errors.length ? errors : complaints) {
      overlay.append(line(c.message + (c.rule ? " [" + c.rule + "]" : ""), "margin-top:.6rem"));
      if (c.place) overlay.append(line(c.place, "opacity:.8;font-family:ui-monospace,monospace"));
      if (c.help) overlay.append(line("как быть: " + c.help, "opacity:.9"));
    }
    const hidden = sessionStorage.getItem("rubrika-hidden") === JSON.stringify(complaints);
    overlay.style.display = errors.length || (complaints.length && !hidden) ? "block" : "none";
    if (!errors.length) close.addEventListener("click", () => sessionStorage.setItem("rubrika-hidden", JSON.stringify(complaints)));
  };
  const refresh = async () => {
    const state = await (await fetch("/__rubrika/state")).json();
    version = state.version;
    show(state);
    return state;
  };
  const swapStyles = () => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      url.searchParams.set("v", String(Date.now()));
      link.href = url.href;
    }
  };
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const listen = async () => {
    for (;;) {
      try {
        const news = await (await fetch("/__rubrika/wait?v=" + version)).json();
        if (news.version === version) continue;
        if (news.styles) {
          version = news.version;
          swapStyles();
          continue;
        }
        const state = await refresh();
        if (!(state.complaints || []).some((c) => c.severity === "error")) {
          sessionStorage.setItem("rubrika-scroll", location.pathname + " " + scrollY);
          location.reload();
        }
      } catch {
        await pause(1000);
      }
    }
  };
  const kept = (sessionStorage.getItem("rubrika-scroll") || "").split(" ");
  if (kept[0] === location.pathname) scrollTo(0, Number(kept[1]));
  sessionStorage.removeItem("rubrika-scroll");
  document.body.append(corner, overlay);
  refresh().catch(() => {}).then(listen);
})();
