// Passkeys: a form with data-passkey="add", "login" or "authenticate" asks the browser for a
// credential when its button is pressed, and is sent with it. Needs webauthnJSON (allauth's).
"use strict";
(() => {
  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  };

  const create = (asked, form) => {
    const choice = asked.publicKey.authenticatorSelection;
    const alone = form.querySelector("[name=passwordless]");
    const isAlone = Boolean(alone && alone.checked);
    choice.residentKey = isAlone ? "required" : "discouraged";
    choice.requireResidentKey = isAlone;
    if (isAlone) choice.userVerification = "required";
    return window.webauthnJSON.create(asked);
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    const button = form.querySelector("button");
    const failure = form.querySelector("[role=alert]");
    button.addEventListener("click", async () => {
      button.disabled = true;
      failure.hidden = true;
      try {
        const asked = await options(form);
        const credential = form.dataset.passkey === "add"
          ? await create(asked, form) : await window.webauthnJSON.get(asked);
        form.querySelector("[name=credential]").value = JSON.stringify(credential);
        form.submit();
      } catch {
        failure.hidden = false;
        button.disabled = false;
        button.focus();
      }
    });
  }
})();
