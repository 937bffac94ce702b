// Opens, for a claim, what it was computed from: one panel for the page, which is not modal. Its
// words stand in inert templates; a claim without one keeps its tooltip and opens nothing.
(function () {
  "use strict";
  var origins = {}, items = {}, panel, words, value, name, body, opener = null;
  var narrow = window.matchMedia("(max-width: 40rem)");
  var edge = 12;

  function collect(key) {
    var found = {};
    document.querySelectorAll("template[data-" + key + "]").forEach(function (template) {
      found[template.dataset[key]] = template;
    });
    return found;
  }

  function claimAt(target) {
    return target instanceof Element ? target.closest(".claim[aria-haspopup]") : null;
  }

  function element(tag, className, parent) {
    var made = document.createElement(tag);
    made.className = className;
    return parent.appendChild(made);
  }

  function build() {
    panel = element("div", "claim-panel", document.querySelector("main") || document.body);
    panel.id = "claim-panel";
    panel.hidden = true;
    panel.tabIndex = -1;
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-labelledby", "claim-panel-title");
    words = element("p", "claim-panel-title", panel);
    words.id = "claim-panel-title";
    value = element("p", "claim-panel-value", panel);
    name = element("p", "claim-panel-name mono", panel);
    body = element("div", "claim-panel-body", panel);
    var close = element("button", "claim-panel-close", panel);
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", function () { shut(true); });
  }

  function fill(claim) {
    var says = claim.dataset.says.split(" · ");
    words.textContent = "Where “" + claim.textContent.trim() + "” comes from";
    name.textContent = says[0];
    value.textContent = says.slice(1).join(" · ");
    body.replaceChildren(origins[claim.dataset.of].content.cloneNode(true));
    var place = body.querySelector(".origin-items");
    var read = place.dataset.items.split(" ").filter(function (id) { return items[id]; });
    read.forEach(function (id) { place.appendChild(items[id].content.cloneNode(true)); });
    if (read.length === 1) place.querySelector("details").open = true;
  }

  // Beside the text, at the height of the line; where the margin is too small, below the line or
  // above it. On a narrow window style sheets lay it at the bottom.
  function place() {
    panel.classList.toggle("is-sheet", narrow.matches);
    panel.removeAttribute("style");
    if (narrow.matches) return uncover();
    var root = document.documentElement, line = opener.getClientRects()[0];
    var text = (opener.closest("main") || document.body).getBoundingClientRect();
    var room = root.clientWidth - text.right - 2 * edge, beside = room > 230;
    if (beside) panel.style.width = Math.min(room - edge, 352) + "px";
    var below = root.clientHeight - line.bottom, over = below < 280 && line.top > below;
    var height = beside ? root.clientHeight : Math.max(over ? line.top : below, 160);
    panel.style.maxHeight = height - 2 * edge + "px";
    var box = panel.getBoundingClientRect();
    var left = Math.min(line.left, text.right - box.width, root.clientWidth - edge - box.width);
    var top = over ? line.top - 8 - box.height : line.bottom + 8;
    if (beside) {
      left = text.right + 2 * edge;
      top = Math.max(edge, Math.min(line.top - 10, root.clientHeight - edge - box.height));
    }
    panel.style.left = Math.max(edge, left) - box.left + "px";
    panel.style.top = top - box.top + "px";
  }

  // The words that were tapped stay in sight above the sheet.
  function uncover() {
    var hidden = opener.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + edge;
    if (hidden > 0) window.scrollBy({ top: hidden, behavior: "instant" });
  }

  function open(claim) {
    if (opener) shut(false);
    opener = claim;
    fill(claim);
    claim.classList.add("is-open");
    claim.setAttribute("aria-expanded", "true");
    panel.hidden = false;
    panel.scrollTop = 0;
    place();
    panel.focus({ preventScroll: true });
  }

  function shut(back) {
    if (!opener) return;
    var claim = opener;
    opener = null;
    panel.hidden = true;
    claim.classList.remove("is-open");
    claim.setAttribute("aria-expanded", "false");
    if (back) claim.focus({ preventScroll: true });
  }

  function press(claim) {
    if (claim === opener) shut(true); else open(claim);
  }

  function keys(event) {
    var claim = claimAt(event.target);
    if (event.key === "Escape" && opener) {
      shut(panel.contains(document.activeElement) || document.activeElement === document.body);
    } else if ((event.key === "Enter" || event.key === " ") && claim === event.target && claim) {
      event.preventDefault();
      press(claim);
    } else if (event.key === "Tab" && opener && panel.contains(document.activeElement)) {
      leave(event);
    }
  }

  // The panel stands behind the text in the page, but belongs to its claim: Tab goes on from there.
  function leave(event) {
    var stops = Array.prototype.filter.call(
      panel.querySelectorAll("button, summary, a[href]"),
      function (stop) { return stop.getClientRects().length > 0; }
    );
    var at = document.activeElement;
    if (event.shiftKey && (at === panel || at === stops[0])) {
      event.preventDefault();
      shut(true);
    } else if (!event.shiftKey && at === stops[stops.length - 1]) {
      shut(true);
    }
  }

  function listen() {
    document.addEventListener("click", function (event) {
      var claim = claimAt(event.target), inner = event.target.closest("a, button, summary");
      if (!claim || inner && claim.contains(inner) || String(window.getSelection())) return;
      press(claim);
    });
    document.addEventListener("pointerdown", function (event) {
      if (opener && !panel.contains(event.target) && !opener.contains(event.target)) shut(false);
    });
    document.addEventListener("keydown", keys);
    window.addEventListener("resize", function () { if (opener) place(); });
  }

  function start() {
    origins = collect("origin");
    items = collect("item");
    var claims = Array.prototype.filter.call(
      document.querySelectorAll(".claim[data-says][tabindex]"),
      function (claim) { return origins[claim.dataset.of]; }
    );
    if (!claims.length) return;
    claims.forEach(function (claim) {
      claim.setAttribute("role", "button");
      claim.setAttribute("aria-haspopup", "dialog");
      claim.setAttribute("aria-expanded", "false");
    });
    build();
    listen();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
