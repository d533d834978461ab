// Every page works without this file; it only saves a click or a reload.
import { copyTexts } from './copying';
import { openDisclosuresOnWideScreens } from './disclosures';
import { switchThemeInPlace } from './theme';

openDisclosuresOnWideScreens();
switchThemeInPlace();
copyTexts();

if (document.querySelector('figure.chart')) {
  void import('./charts').then(charts => charts.drawCharts());
}

if (document.querySelector('form.draft')) {
  void import('./drafts').then(drafts => {
    drafts.autosaveDrafts();
    drafts.offerReferences();
  });
}

if (document.querySelector('form.upload, section[data-state]')) {
  void import('./imports').then(imports => {
    imports.showUploads();
    imports.followImports();
  });
}

if (document.querySelector('form[data-passkey]')) {
  void import('./passkeys').then(passkeys => passkeys.offerPasskeys());
}
