// Reads a file of an edition for a test in Python: it comes in as it is written, and goes out as what it holds.

import { readFileSync } from "node:fs";
import { expanded } from "../../viewer/web/source/compact_json.js";

process.stdout.write(JSON.stringify(expanded(JSON.parse(readFileSync(0, "utf8")))));
