// The editor of the desk: rich text over the plain textarea, preview and what is lacking kept fresh.
const form = document.getElementById("edition-form");
const place = document.querySelector("[data-editor]");
const textarea = place?.querySelector("textarea");
const toolbar = document.querySelector("[data-toolbar]");

// Styles of other programs mean nothing here, and the page allows none.
const plainStyle = (html) => html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "");

async function begin() {
  const kit = await import(place.dataset.editor);
  const mount = document.createElement("div");
  place.append(mount);
  textarea.hidden = true;
  const editor = new kit.Editor({
    element: mount,
    injectCSS: false,
    content: textarea.value,
    editorProps: { handlePaste: (view, event) => pasted(event), transformPastedHTML: plainStyle, attributes: { id: "content-rich", role: "textbox", "aria-multiline": "true", "aria-labelledby": place.dataset.label, "aria-describedby": "id_content_helptext", lang: "zh-Hans", class: "prose" } },
    extensions: [
      kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Underline, kit.Subscript, kit.Superscript,
      kit.Heading.configure({ levels: [2, 3, 4] }), kit.BulletList, kit.OrderedList, kit.ListItem, kit.Blockquote,
      kit.Link.configure({ openOnClick: false }), kit.Table, kit.TableRow, kit.TableHeader, kit.TableCell,
      kit.History, kit.Gapcursor, kit.Dropcursor,
    ],
    onUpdate: () => { textarea.value = html(); form.dispatchEvent(new CustomEvent("sunshine:changed")); },
    onTransaction: () => mark(),
  });
  // What comes from elsewhere is made clean by the server, which knows Word's lists and tables.
  function pasted(event) {
    const typed = event.clipboardData?.getData("text/html");
    if (!typed || typed.includes("data-pm-slice")) return false;
    const body = new FormData();
    body.set("html", typed);
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "fetch" };
    fetch(place.dataset.clean, { method: "POST", body, headers, redirect: "manual" })
      .then((answer) => (answer.ok ? answer.json() : { content: plainStyle(typed) }), () => ({ content: plainStyle(typed) }))
      .then(({ content }) => editor.chain().focus().insertContent(content).run());
    return true;
  }
  const html = () => (editor.isEmpty ? "" : editor.getHTML());
  const active = { heading2: ["heading", { level: 2 }], heading3: ["heading", { level: 3 }], bold: ["bold"], bulletList: ["bulletList"], orderedList: ["orderedList"], blockquote: ["blockquote"], link: ["link"] };
  const buttons = [...toolbar.querySelectorAll("[data-do]")];
  const mark = () => buttons.forEach((button) => { const what = active[button.dataset.do]; if (what) button.setAttribute("aria-pressed", String(editor.isActive(...what))); });
  const dialog = document.querySelector("[data-link-dialog]");
  const address = dialog.querySelector("[data-link-address]");
  const acts = {
    heading2: (chain) => chain.toggleHeading({ level: 2 }), heading3: (chain) => chain.toggleHeading({ level: 3 }),
    bold: (chain) => chain.toggleBold(), bulletList: (chain) => chain.toggleBulletList(), orderedList: (chain) => chain.toggleOrderedList(),
    blockquote: (chain) => chain.toggleBlockquote(), table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    row: (chain) => chain.addRowAfter(), column: (chain) => chain.addColumnAfter(), undo: (chain) => chain.undo(), redo: (chain) => chain.redo(),
  };
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (name === "link") { address.value = editor.getAttributes("link").href || ""; dialog.showModal(); }
    else if (name) acts[name](editor.chain().focus()).run();
  });
  // One stop for Tab; the arrows go from button to button.
  buttons.forEach((button, at) => { button.tabIndex = at ? -1 : 0; });
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
    buttons.forEach((button, place) => { button.tabIndex = place === at ? 0 : -1; });
    buttons[at].focus();
  });
  dialog.querySelector("[data-link-close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-link-set]").addEventListener("click", () => {
    const chain = editor.chain().focus().extendMarkRange("link");
    (address.value.trim() ? chain.setLink({ href: address.value.trim() }) : chain.unsetLink()).run();
    dialog.close();
  });
  const collect = () => { textarea.value = html(); };
  form.addEventListener("sunshine:collect", collect);
  form.addEventListener("submit", collect);
  form.addEventListener("sunshine:restored", () => editor.commands.setContent(textarea.value, { emitUpdate: false }));
  document.querySelectorAll('a[href="#id_content"]').forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); editor.commands.focus(); }));
  document.querySelector("#content-label")?.addEventListener("click", () => editor.commands.focus());
  mark();
}

form?.addEventListener("sunshine:saved", (event) => {
  const { lacking, preview } = event.detail;
  if (lacking !== undefined) document.querySelector("[data-lacking]").innerHTML = lacking;
  if (lacking !== undefined) document.body.dispatchEvent(new CustomEvent("sunshine:stored"));
  if (preview !== undefined) document.querySelector("[data-preview]").innerHTML = preview;
});
document.querySelectorAll("[data-width]").forEach((button) => button.addEventListener("click", () => {
  document.querySelectorAll("[data-width]").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  document.querySelector("[data-preview]").classList.toggle("phone", button.dataset.width === "phone");
  document.querySelector(".review").classList.toggle("wide-preview", button.dataset.width === "desk");
}));
if (place) begin();
