(function () {
  "use strict";
  var nav = document.querySelector(".contents");
  if (!nav) return;
  var details = nav.querySelector("details");
  var wide = window.matchMedia("(min-width: 68rem)");
  function fit() { details.open = wide.matches || window.matchMedia("print").matches; }
  fit();
  wide.addEventListener("change", fit);

  var links = Array.prototype.slice.call(nav.querySelectorAll("a"));
  var byId = {};
  links.forEach(function (link) { byId[decodeURIComponent(link.hash.slice(1))] = link; });
  nav.addEventListener("click", function (event) {
    if (event.target.closest("a") && !wide.matches) details.open = false;
  });

  var current = null;
  function mark(link) {
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "true");
    if (wide.matches) {
      var box = nav.getBoundingClientRect(), at = link.getBoundingClientRect();
      if (at.top < box.top + 8 || at.bottom > box.bottom - 8) {
        nav.scrollTop += at.top - box.top - box.height / 3;
      }
    }
  }

  // The current section is the last one whose heading has passed the upper part of the window.
  var headings = Array.prototype.slice.call(
    document.querySelectorAll("main section[id] > :is(h2, h3, h4, h5)")
  ).filter(function (heading) { return byId[heading.parentNode.id]; });
  function update() {
    var height = window.innerHeight * 0.25, found = null;
    headings.forEach(function (heading) {
      if (heading.getBoundingClientRect().top <= height) found = heading;
    });
    var atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    if (atEnd && window.scrollY > 0 && headings.length) found = headings[headings.length - 1];
    mark(found ? byId[found.parentNode.id] : null);
  }
  // Sections are watched, not headings: a jump may pass many headings between two frames.
  var line = new IntersectionObserver(update, { rootMargin: "-25% 0px -75% 0px" });
  headings.forEach(function (heading) { line.observe(heading.parentNode); });
  var foot = document.querySelector(".colophon");
  if (foot) new IntersectionObserver(update, { threshold: [0, 0.5, 1] }).observe(foot);
  update();
  window.addEventListener("hashchange", update);
  window.addEventListener("beforeprint", function () { details.open = true; });
  window.addEventListener("afterprint", fit);
})();
