// What Tab should reach, in the order in which it stands on the page, and what it has reached.
(function () {
  var wanted = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
  function shown(one) { return one.checkVisibility({ visibilityProperty: true }) && !one.disabled; }
  function name(one) {
    var label = one.labels && one.labels.length ? one.labels[0].textContent : "";
    var words = one.getAttribute("aria-label") || label || one.textContent || one.name || one.id;
    return one.tagName.toLowerCase() + " " + words.trim().replace(/\s+/g, " ").slice(0, 40);
  }
  function group(one) {
    return one.type === "radio" ? (one.form ? one.form.action : "") + " " + one.name : null;
  }
  // Tab goes to one radio button of a group: the chosen one, else the first.
  function stops() {
    var all = Array.prototype.filter.call(document.querySelectorAll(wanted), shown);
    return all.filter(function (one) {
      if (one.getAttribute("tabindex") === "-1") { return false; }
      if (one.type !== "radio") { return true; }
      var mates = all.filter(function (other) { return group(other) === group(one); });
      var chosen = mates.filter(function (other) { return other.checked; });
      return (chosen[0] || mates[0]) === one;
    });
  }
  function marked(one) {
    var style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  }
  function seen(one) {
    var box = one.getClientRects()[0];
    var left = Math.max(box.left, 0), above = Math.max(box.top, 0);
    var right = Math.min(box.right, innerWidth), below = Math.min(box.bottom, innerHeight);
    if (left >= right || above >= below) { return false; }
    var x = left + Math.min((right - left) / 2, 8), y = (above + below) / 2;
    var top = document.elementFromPoint(x, y);
    return top !== null && (one.contains(top) || top.contains(one));
  }
  window.tabbing = { wanted: stops().map(name), reached: [], unmarked: [], unseen: [] };
  window.tabbing.note = function () {
    var one = document.activeElement;
    window.tabbing.reached.push(name(one));
    if (!marked(one)) { window.tabbing.unmarked.push(name(one)); }
    if (!seen(one)) { window.tabbing.unseen.push(name(one)); }
  };
  // From the beginning, wherever the page has put the focus.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
})();
