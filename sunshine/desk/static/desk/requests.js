// At the window: Enter goes on to the next field, as a scanner or a card reader presses it.
(() => {
  "use strict";
  document.querySelectorAll("form[data-onward]").forEach((form) => {
    const fields = () => [...form.elements].filter((one) => one.offsetParent !== null && !one.disabled && one.type !== "hidden" && one.tagName !== "FIELDSET" && (one.type !== "radio" || one.checked));
    form.addEventListener("keydown", (event) => {
      const own = event.target;
      if (event.key !== "Enter" || event.isComposing || own.tagName === "BUTTON" || own.type === "submit") return;
      if (own.tagName === "TEXTAREA" && !event.ctrlKey) return;
      event.preventDefault();
      const list = fields();
      const here = list.indexOf(own.type === "radio" ? list.find((one) => one.name === own.name) : own);
      list[here + 1]?.focus();
    });
  });
})();
