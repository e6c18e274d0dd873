// What pages gain with scripts; every page works without them. Written for browsers of 2020.
(function () {
  "use strict";
  var dirty = false;

  // What Enter passes: of buttons to choose from the chosen one, and nothing that is folded away.
  function controls(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      if (one.type === "hidden" || one.tagName === "FIELDSET" || one.disabled || one.offsetParent === null) { return false; }
      if (one.closest("details:not([open])")) { return false; }
      if (one.type !== "radio" || one.checked) { return true; }
      var group = form.elements[one.name];
      return !group.value && group[0] === one;
    });
  }

  // Enter moves on, Shift+Enter back, Ctrl+Enter saves; never while an input method composes.
  document.addEventListener("keydown", function (event) {
    var at = event.target, form = at.form;
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || !form) { return; }
    if (form.method !== "post" || form.hasAttribute("data-enter-sends")) { return; }
    if (event.ctrlKey) {
      event.preventDefault();
      var main = form.querySelector("button.main");
      if (main) { main.click(); }
      return;
    }
    if (at.tagName === "BUTTON" || at.tagName === "TEXTAREA") { return; }
    event.preventDefault();
    var all = controls(form), next = all[all.indexOf(at) + (event.shiftKey ? -1 : 1)];
    if (next) { next.focus(); }
  });

  // Down goes from a box to what it found; nothing is looked for while an input method composes.
  var composing = false;
  document.addEventListener("compositionstart", function () { composing = true; });
  document.addEventListener("compositionend", function () { composing = false; });
  document.addEventListener("htmx:beforeRequest", function (event) { if (composing) { event.preventDefault(); } });
  document.addEventListener("keydown", function (event) {
    var where = event.key === "ArrowDown" && !event.isComposing && event.target.getAttribute && event.target.getAttribute("data-down");
    var first = where && document.querySelector(where);
    if (first) { event.preventDefault(); first.focus(); }
  });

  // In a table of people a key chooses, and the next row is gone to.
  function next_row(row) {
    while (row && (row = row.nextElementSibling)) {
      var first = row.querySelector("input:not([type=hidden])");
      if (first) { return first; }
    }
  }
  document.addEventListener("keydown", function (event) {
    var at = event.target;
    if (at.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) { return; }
    Array.prototype.forEach.call(at.form.elements[at.name], function (one) {
      if ((one.getAttribute("data-keys") || "").indexOf(event.key.toLowerCase()) < 0) { return; }
      event.preventDefault();
      one.click();
      var then = document.getElementById(one.getAttribute("data-then")) || next_row(one.closest("tr"));
      (then || at.form.querySelector("button.main")).focus();
    });
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) { window.print(); }
  });

  // 20030630 becomes 2003-06-30 as soon as one leaves the field; the server reads both.
  document.addEventListener("change", function (event) {
    var found = event.target.hasAttribute("data-day") && /^(\d{4})(\d{2})(\d{2})$/.exec(event.target.value.trim());
    if (found) { event.target.value = found.slice(1).join("-"); }
  }, true);

  // Nothing typed is lost by leaving a page unawares.
  document.addEventListener("input", function (event) {
    if (event.target.closest("form[data-keep]")) { dirty = true; }
  });
  // A form that the browser sends by itself stays here too while there is no network.
  document.addEventListener("submit", function (event) {
    if (navigator.onLine || event.defaultPrevented || event.target.method !== "post") { dirty = false; return; }
    event.preventDefault();
    network("lost");
  });
  window.addEventListener("beforeunload", function (event) {
    if (dirty) { event.preventDefault(); event.returnValue = ""; }
  });

  // How the last save went, as long as it has to be made again; else whether the network is there.
  var unsaved = "";
  function network(state) {
    var pill = document.getElementById("net");
    if (!pill) { return; }
    pill.hidden = false;
    pill.classList.toggle("lost", state !== "well");
    pill.textContent = pill.getAttribute("data-" + state);
  }
  function aside(event) { return event.detail.requestConfig.elt.hasAttribute("data-aside"); }
  window.addEventListener("online", function () { network(unsaved || "well"); });
  window.addEventListener("offline", function () { network("lost"); });
  document.addEventListener("htmx:sendError", function (event) {
    if (!aside(event)) { unsaved = "again"; dirty = true; }
    network("lost");
  });
  document.addEventListener("htmx:afterOnLoad", function (event) {
    if (!aside(event) && event.detail.xhr.status < 500) { unsaved = ""; }
    if (event.detail.xhr.status < 500) { network(unsaved || "well"); }
  });

  // While a form is being saved nothing is asked aside, and what was asked is let go.
  var saving = false;
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (aside(event) && saving) { event.preventDefault(); }
    if (aside(event) || !event.target.hasAttribute("data-keep")) { return; }
    saving = true;
    Array.prototype.forEach.call(event.target.querySelectorAll("[data-aside]"), function (one) {
      window.htmx.trigger(one, "htmx:abort");
    });
  });
  document.addEventListener("htmx:afterRequest", function (event) { if (!aside(event)) { saving = false; } });

  // What is asked aside while a form is being filled in never takes the form away; nor does a
  // server that fails.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status >= 400 && aside(event)) { event.detail.shouldSwap = false; }
    if (status >= 500 && event.detail.requestConfig.elt.hasAttribute("data-keep")) {
      event.detail.shouldSwap = false;
      unsaved = "failed";
      dirty = true;
      network(unsaved);
    }
  });

  // What needs attention gets the focus: a summary of errors, or what the page marks.
  function attend(within) {
    var wanted = within.querySelector("[data-focus]");
    if (!wanted) { return; }
    wanted.focus();
    if (wanted.id === "wrong") { wanted.scrollIntoView(); }
  }
  // Whoever closes a part is back at what opened it; the focus is never nowhere.
  var opener = null;
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (!aside(event) && !event.detail.target.contains(event.target)) { opener = event.target; }
  });
  document.addEventListener("htmx:afterSettle", function () {
    if (document.activeElement && document.activeElement !== document.body) { return; }
    (opener && document.body.contains(opener) ? opener : document.getElementById("main")).focus();
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    attend(event.target.parentNode || document);
    if (document.querySelector("#wrong ~ form[data-keep]")) { dirty = true; }
  });
  document.addEventListener("DOMContentLoaded", function () { network(navigator.onLine ? "well" : "lost"); attend(document); });
})();
