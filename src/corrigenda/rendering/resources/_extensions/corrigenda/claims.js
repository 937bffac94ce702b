// Tells n, base and statistic of a claim on hover, focus and tap, in one tooltip for the page. A
// claim that opens a panel (panel.js) opens it on a tap, too, and its tooltip makes way.
(function () {
  "use strict";
  var tip, current = null, pressed = null, timer = 0;

  function claimAt(target) {
    return target instanceof Element ? target.closest(".claim[data-says]") : null;
  }

  // Above the line that the pointer is on, or below it, and never beyond the window's edges.
  function place(claim, x) {
    var lines = Array.prototype.slice.call(claim.getClientRects());
    var line = lines.find(function (box) { return box.left <= x && x <= box.right; }) || lines[0];
    if (!line) return;
    tip.style.left = tip.style.top = "0";
    var box = tip.getBoundingClientRect(), room = document.documentElement.clientWidth - 12;
    var left = Math.max(12, Math.min(line.left + line.width / 2 - box.width / 2, room - box.width));
    var above = line.top - box.height - 6;
    tip.style.left = left - box.left + "px";
    tip.style.top = (above < 4 ? line.bottom + 6 : above) - box.top + "px";
  }

  function show(claim, x) {
    window.clearTimeout(timer);
    if (claim === current) return;
    hide();
    var text = claim.dataset.says.split(" · ");
    tip.firstChild.textContent = text[0] + " · ";
    tip.lastChild.textContent = text.slice(1).join(" · ");
    tip.hidden = false;
    current = claim;
    claim.classList.add("is-told");
    claim.setAttribute("aria-describedby", tip.id);
    place(claim, x);
  }

  function hide() {
    window.clearTimeout(timer);
    if (!current) return;
    current.classList.remove("is-told");
    current.removeAttribute("aria-describedby");
    current = null;
    tip.hidden = true;
  }

  // The pointer may cross the gap between a claim and its tooltip.
  function leave() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      var held = current && (current === document.activeElement || current.matches(":hover"));
      if (!held && !tip.matches(":hover")) hide();
    }, 250);
  }

  function start() {
    var claims = Array.prototype.slice.call(document.querySelectorAll(".claim[title]"));
    if (!claims.length) return;
    claims.forEach(function (claim) {
      var title = claim.title;
      claim.removeAttribute("title");
      if (claim.closest("nav")) return; // the contents repeat headings
      claim.dataset.says = title;
      if (!claim.closest("a, button, summary")) claim.tabIndex = 0;
    });
    tip = document.createElement("div");
    tip.id = "claim-tip";
    tip.className = "claim-tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    tip.appendChild(document.createElement("span"));
    tip.appendChild(document.createElement("strong"));
    (document.querySelector("main") || document.body).appendChild(tip);
    listen();
  }

  function listen() {
    document.addEventListener("pointerover", function (event) {
      var claim = claimAt(event.target);
      if (event.pointerType === "touch") return;
      if (claim && claim !== claimAt(event.relatedTarget)) show(claim, event.clientX);
    });
    document.addEventListener("pointerout", function (event) {
      if (event.pointerType !== "touch" && current) leave();
    });
    document.addEventListener("focusin", function (event) {
      var claim = claimAt(event.target);
      if (claim && claim === event.target && claim.matches(":focus-visible")) show(claim, -1);
    });
    document.addEventListener("focusout", leave);
    document.addEventListener("pointerdown", function (event) {
      var claim = claimAt(event.target);
      pressed = { claim: claim, told: claim === current };
      if (!claim && !tip.contains(event.target)) hide();
    });
    // A tap tells, and the next one on the same claim closes; a drag is no tap.
    document.addEventListener("pointerup", function (event) {
      var claim = claimAt(event.target);
      if (event.pointerType !== "touch" || !claim || !pressed || claim !== pressed.claim) return;
      if (pressed.told || claim.hasAttribute("aria-haspopup")) hide();
      else show(claim, event.clientX);
    });
    document.addEventListener("click", function (event) {
      var claim = claimAt(event.target);
      if (claim && claim.hasAttribute("aria-haspopup")) hide();
    });
    document.addEventListener("keydown", function (event) {
      var panel = claimAt(event.target) && event.target.hasAttribute("aria-haspopup");
      if (event.key === "Escape" || (panel && /^(Enter| )$/.test(event.key))) hide();
    });
    window.addEventListener("resize", hide);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
