/** Mounts the shared behaviours. A screen's own script imports what it needs from its neighbours. */
import { mountConfirms, mountDialogs } from "./dialog.js";
import { mountCopyButtons } from "./copy.js";
import { mountFlashes } from "./flash.js";
import { mountForms } from "./forms.js";
import { mountMenus } from "./menu.js";
import { mountShortcuts } from "./shortcuts.js";
import { mountTabs } from "./tabs.js";
import { mountThemeMenu } from "./theme.js";

mountCopyButtons();
mountDialogs();
mountConfirms();
mountFlashes();
mountForms();
mountMenus();
mountShortcuts();
mountTabs();
mountThemeMenu();
