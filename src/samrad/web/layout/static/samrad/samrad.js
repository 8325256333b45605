// What makes Samråd quicker where there is JavaScript. Every page works without it.

// Texts being written are kept as drafts at their own address, and brought back with the page.
const SAVE_AFTER_MS = 1200;

function keepDrafts(form) {
  let timer = null;
  const status = document.createElement("p");
  status.className = "saved";
  status.setAttribute("role", "status");
  form.querySelector(".buttons").before(status);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form, status), SAVE_AFTER_MS);
  });
}

async function save(form, status) {
  const body = new FormData(form);
  for (const [name, value] of [...body.entries()]) {
    if (value instanceof File) body.delete(name);
  }
  body.delete("_once");
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body });
    if (!answer.ok) throw new Error(String(answer.status));
    const now = new Date();
    const clock = `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
    status.textContent = `Utkast lagret ${clock}`;
  } catch {
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
  if (button && event.target.method === "post") setTimeout(() => (button.disabled = true));
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("button[disabled]").forEach((button) => (button.disabled = false));
});

// Errors are the first thing to be read.
document.querySelector("ds-error-summary")?.focus();
