// Answers questions for a test in Python: search words and questions come in as JSON, the answers go out as JSON.

import { readFileSync } from "node:fs";
import { prepare } from "../../viewer/web/search/rank.js";

const { words, questions } = JSON.parse(readFileSync(0, "utf8"));
const index = prepare(words);
process.stdout.write(JSON.stringify(questions.map((question) => index.find(question))));
