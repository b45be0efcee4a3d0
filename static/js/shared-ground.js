// What pages gain from scripts: everything here also works without them.
const root = document.documentElement;
root.classList.add("js-enabled");

/** Move focus to something that is not a control, for readers who hear the page. */
function focusOn(element) {
  if (!element.hasAttribute("tabindex")) {
    element.setAttribute("tabindex", "-1");
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus();
}

/** A link in an error summary shows the question as well as the field. */
function followErrorLink(event) {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  const input = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
  if (!input) return;
  event.preventDefault();
  const fieldset = input.closest("fieldset");
  const question = fieldset?.querySelector("legend") ?? document.querySelector(`label[for="${CSS.escape(input.id)}"]`);
  (question ?? input).scrollIntoView();
  input.focus({ preventScroll: true });
}

/** Show what a radio or checkbox opens only while it is chosen: data-opens="id of the part". */
function followChoice(input) {
  const part = document.getElementById(input.dataset.opens);
  if (part) part.hidden = !input.checked;
}

/** Make the parts of a page, or of what has just been swapped into it, work. */
function initialise(scope) {
  for (const summary of scope.querySelectorAll(".nhsuk-error-summary:not([data-ready])")) {
    summary.dataset.ready = "";
    summary.addEventListener("click", followErrorLink);
  }
  scope.querySelectorAll("input[data-opens]").forEach(followChoice);
}

document.addEventListener("change", (event) => {
  const name = event.target.name;
  if (!name || !event.target.form) return;
  for (const input of event.target.form.querySelectorAll(`input[data-opens][name="${CSS.escape(name)}"]`)) followChoice(input);
});

// A second press within a second is a slip of the hand, not a second booking. Forms swapped by htmx guard themselves.
const posted = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.target.closest("[hx-post], [hx-get]")) return;
  const now = Date.now();
  if (now - (posted.get(event.target) ?? -1000) < 1000) event.preventDefault();
  else posted.set(event.target, now);
});

// htmx swaps errors as well; whoever hears the page is taken to what changed, unless they are typing elsewhere.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail?.ctx?.target;
  // After an outerHTML swap the target is gone: what stands in its place has its id.
  const scope = target?.isConnected ? target : target?.id && document.getElementById(target.id);
  if (!scope) return initialise(document);
  initialise(scope);
  const arrived = scope.querySelector(".nhsuk-error-summary") ?? scope.querySelector("[data-focus-after-swap]");
  if (arrived) focusOn(arrived);
});

initialise(document);
const summary = document.querySelector(".nhsuk-error-summary, .nhsuk-notification-banner[role='alert']");
if (summary) focusOn(summary);
