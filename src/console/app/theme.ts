// Light, dark, or as the system says. Kept for the next visit.

import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const kStored = "iamlocal.theme";
const stored = localStorage.getItem(kStored);
export const theme = signal<Theme>(stored === "light" || stored === "dark" ? stored : "system");

effect(() => {
  if (theme.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
  localStorage.setItem(kStored, theme.value);
});
