// What makes Samråd quicker where there is JavaScript. Every page works without it.

// Texts being written are kept as drafts at their own address, and brought back with the page.
const SAVE_AFTER_MS = 1200;
const CLOCK = new Intl.DateTimeFormat("nb", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Oslo" });

function keepDrafts(form) {
  const status = document.createElement("p");
  status.className = "saved";
  status.setAttribute("role", "status");
  form.querySelector(".buttons").before(status);
  let timer = null;
  let underWay = null;

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => keep(false), SAVE_AFTER_MS);
  }

  function keep(leaving) {
    clearTimeout(timer);
    timer = null;
    underWay?.abort();
    underWay = new AbortController();
    save(form, status, underWay.signal, leaving);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // What is sent is not a draft any more: nothing may be saved behind it.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = null;
    underWay?.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== null) keep(true);
  });
}

function written(form) {
  const body = new FormData(form);
  for (const name of new Set(body.keys())) {
    const field = form.elements[name];
    if (name === "_once" || field?.type === "password" || field?.type === "file") body.delete(name);
  }
  return body;
}

async function save(form, status, signal, leaving) {
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: written(form), signal, keepalive: leaving });
    if (answer.status === 422) {
      status.textContent = await answer.text();
      return;
    }
    if (answer.redirected || answer.status === 403) {
      status.textContent = "Du er logget ut, og utkastet blir ikke lagret. Kopier teksten før du logger inn igjen.";
      return;
    }
    if (answer.status !== 204) throw new Error(String(answer.status));
    status.textContent = `Utkast lagret ${CLOCK.format(new Date()).replace(":", ".")}`;
  } catch (error) {
    if (error.name === "AbortError") return;
    status.textContent = "Utkastet er ikke lagret ennå. Vi prøver igjen når du skriver.";
  }
}

document.querySelectorAll("form[data-draft]").forEach(keepDrafts);

// "/" goes to the search field, as the frame says.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("sok");
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && field && !writing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    field.focus();
  }
});

// A form is sent once: the button rests while it is under way.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && event.target.method === "post" && !event.target.hasAttribute("hx-post")) setTimeout(() => (button.disabled = true));
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("button[disabled]").forEach((button) => (button.disabled = false));
});

// The way out goes on by itself.
document.querySelector("form[data-go]")?.submit();

// Errors are the first thing to be read.
document.querySelector("ds-error-summary")?.focus();

// Fields that save themselves one by one: what is not saved yet is said beside the field, and sent when one leaves.
const UNSAVED = "Ikke lagret ennå …";

function sayUnsaved(event, sentence) {
  const status = event.target.closest?.("form[data-saves]")?.querySelector("[data-saved]");
  if (status && status.textContent !== sentence) status.textContent = sentence;
}
document.addEventListener("input", (event) => sayUnsaved(event, UNSAVED));
document.addEventListener("htmx:sendError", (event) => sayUnsaved(event, "Ikke lagret: ingen forbindelse. Vi prøver igjen når du skriver."));
document.addEventListener("htmx:responseError", (event) => sayUnsaved(event, "Ikke lagret. Kopier teksten, og last siden på nytt."));
window.addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-saves]")) {
    if (form.querySelector("[data-saved]")?.textContent !== UNSAVED) continue;
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
  }
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-saves] [data-conflict]")) event.preventDefault();
});
