// Before a developer's script: the packages and the database client, in a fresh clone too.
import { checkNode, ensureGenerated, ensureInstalled, root } from "./ensure.mjs";

checkNode();
process.chdir(root);
ensureInstalled();
ensureGenerated();
