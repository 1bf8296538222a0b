import { countStudy } from "./island/beat";
import { deviceName } from "./island/device";
import { sendForms } from "./island/forms";
import { enhanceMenus } from "./island/menus";
import { workOffline } from "./island/offline";
import { enhanceOrders } from "./island/order";
import { followSections } from "./island/sections";

// The only script of a lesson's page. The page is whole without it: it counts time, sends forms without loading the
// page, keeps what cannot be sent, and makes putting in order easier. No React; of packages `idb` alone.

const device = deviceName();
const article = document.querySelector<HTMLElement>("article.read");
const studies = article?.dataset.study !== undefined;
let soon = () => {};
const sections = article && followSections(article, () => soon());

enhanceMenus();
enhanceOrders();
const freshParts = () => {
  enhanceOrders();
  sections?.show();
};
sendForms(device, freshParts);
if (article?.dataset.person) workOffline(article, freshParts);
if (studies && sections) soon = countStudy(device, sections.now).soon;

// Tells tests that the page now answers without a round trip.
document.documentElement.dataset.ready = "yes";
