// Says that a newer version exists, lists the versions, and copies a citation. It reads one thing,
// versions.js beside the versions of the study; without it the plain link to all versions stays.
(function () {
  "use strict";
  var bar = document.querySelector(".site-bar[data-version]"), known = self.corrigendaVersions;
  var thing = bar && /^fig-/.test(bar.dataset.exhibit || "") ? "figure" : "table";
  var months = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];

  function element(tag, parent, text, className) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return parent.appendChild(made);
  }

  function day(date) {
    var parts = date.split("-");
    return Number(parts[2]) + " " + months[Number(parts[1]) - 1] + " " + parts[0];
  }

  function link(parent, text, address) {
    element("a", parent, text).href = address;
  }

  function shows(version) {
    return !bar.dataset.exhibit || version.exhibits.indexOf(bar.dataset.exhibit) >= 0;
  }

  function address(version) {
    return bar.dataset.root + version.version + "/" + (shows(version) ? bar.dataset.page : "index.html");
  }

  // The list takes the place of the plain link, which becomes its last entry.
  function list(versions, here) {
    var every = bar.querySelector(".site-every");
    var box = element("details", bar.querySelector(".site-bar-inner"), "", "site-switch");
    var summary = element("summary", box, "Versions");
    var entries = element("ul", box);
    versions.forEach(function (version) {
      var at = element("a", element("li", entries));
      var said = [day(version.date)];
      at.href = address(version);
      element("strong", at, version.version);
      at.append(" ");  // else the version and its date are read as one number
      if (version === here) at.setAttribute("aria-current", "page");
      if (version.version === known.latest) said.push("the latest");
      if (!shows(version)) said.push("without this " + thing);
      element("span", at, said.join(", "));
    });
    entries.append(every);
    document.addEventListener("click", function (event) {
      if (!box.contains(event.target)) box.open = false;
    });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      summary.focus();
    });
    box.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) box.open = false;
    });
  }

  function tell(latest, here) {
    var newer = document.createElement("aside"), inside = element("div", newer), said, ways;
    newer.className = "site-newer";
    if (bar.lang) newer.lang = bar.lang;
    newer.setAttribute("aria-label", "A newer version");
    said = element("p", inside);
    element("strong", said, "Version " + latest.version + " (" + day(latest.date) + ") is newer.");
    if (!shows(latest)) said.append(" It no longer shows this " + thing + ".");
    if (here.newer) said.append(" What differs: " + here.newer);
    ways = element("p", inside);
    link(ways, shows(latest) ? "This page in version " + latest.version : "Version " + latest.version,
      address(latest));
    link(ways, "What changed since " + here.version,
      bar.dataset.root + "changes/" + here.version + "/index.html");
    bar.after(newer);
  }

  function versions() {
    if (!bar || !known || !Array.isArray(known.versions)) return;
    var all = known.versions.filter(function (one) { return /^\d+\.\d+\.\d+$/.test(one.version); });
    var find = function (name) { return all.filter(function (one) { return one.version === name; })[0]; };
    var here = find(bar.dataset.version), latest = find(known.latest);
    if (!here || !latest) return;
    if (all.length > 1) list(all, here);
    if (here !== latest) tell(latest, here);
  }

  function addresses() {
    if (!/^https?:$/.test(location.protocol)) return;
    document.querySelectorAll("[data-address]").forEach(function (place) {
      place.textContent = new URL(".", location.href).href;
    });
  }

  function copies() {
    document.querySelectorAll("[data-copy]").forEach(function (source) {
      var button = document.createElement("button"), said = document.createElement("span");
      button.type = "button";
      button.className = "site-copy";
      button.textContent = source.dataset.copy;
      said.className = "site-said";
      said.setAttribute("role", "status");
      source.after(button, said);
      button.addEventListener("click", function () {
        var done = function () { said.textContent = "Copied."; };
        var mark = function () {
          window.getSelection().selectAllChildren(source);
          said.textContent = "Marked: now copy it.";
        };
        if (!navigator.clipboard) return mark();
        navigator.clipboard.writeText(source.textContent.trim()).then(done, mark);
      });
    });
  }

  versions();
  document.addEventListener("DOMContentLoaded", function () {
    addresses();
    copies();
  });
})();
