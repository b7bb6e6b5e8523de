"use strict";
/* Building blocks of the kiosk's pages: elements, codes to scan, the keyboard. */
window.Parts = (() => {
  function make(name, facts, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(facts || {})) {
      if (key === "onclick") element.addEventListener("click", value);
      else if (key === "class") element.className = value;
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(key, value === true ? "" : value);
      }
    }
    element.append(...children.flat().filter((child) => child !== null && child !== ""));
    return element;
  }

  /* "29:" and the bits of its rows in hexadecimal. */
  function code(text, label) {
    const [size, hex] = text.split(":");
    const side = Number(size);
    const bits = [...hex].map((sign) => parseInt(sign, 16).toString(2).padStart(4, "0")).join("");
    const all = bits.slice(bits.length - side * side);
    let path = "";
    for (let place = 0; place < all.length; place += 1) {
      if (all[place] === "1") path += `M${place % side} ${Math.floor(place / side)}h1v1h-1z`;
    }
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("viewBox", `-2 -2 ${side + 4} ${side + 4}`);
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", label);
    picture.setAttribute("class", "code");
    const drawn = document.createElementNS(space, "path");
    drawn.setAttribute("d", path);
    picture.append(drawn);
    return picture;
  }

  function button(label, act, how = "btn", ...more) {
    return make("button", { type: "button", class: how, onclick: act }, label, ...more);
  }

  /* Letters stand for the first sound of each character. */
  function keyboard(typed, say) {
    const rows = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];
    const lines = rows.map((row) =>
      make("div", { class: "keys" }, [...row].map((sign) =>
        button(sign, () => typed(sign.toLowerCase()), "key"))));
    lines[3].append(
      button(say("erase"), () => typed("erase"), "key wide"),
      button(say("clear"), () => typed("clear"), "key wide")
    );
    return make("div", { class: "keyboard", role: "group", "aria-label": say("search") }, lines);
  }

  return { make, code, button, keyboard };
})();
