// Sets the colours before anything is painted; loaded in the head, not deferred.
(() => {
  const KEY = "shouhou.theme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem(KEY) || "auto";
    } catch {
      return "auto";
    }
  };

  const apply = () => {
    const dark = chosen() === "dark" || (chosen() === "auto" && system.matches);
    document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
    document.dispatchEvent(new Event("shouhou:theme"));
  };

  const label = (button) => {
    const theme = chosen();
    button.hidden = false;
    button.setAttribute("aria-label", button.dataset[theme]);
    button.title = button.dataset[theme];
    for (const sign of button.querySelectorAll("[data-shows]")) {
      sign.hidden = sign.dataset.shows !== theme;
    }
  };

  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      label(button);
      button.addEventListener("click", () => {
        const next = { auto: "light", light: "dark", dark: "auto" }[chosen()];
        localStorage.setItem(KEY, next);
        apply();
        label(button);
      });
    }
  });
})();
