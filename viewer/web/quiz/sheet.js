// What a quiz says and asks beside the body.

import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { asked, kindsOf } from "./making.js";
import { answerAt, spotOf } from "./pressing.js";
import { counted, markOfMatch, markOfOrder, shaky } from "./scoring.js";
import { letters } from "./showing.js";
import { again, answer, begin, copy, fresh, leave, missed, next, other, see } from "./steps.js";
import template from "./template.js";
import { asks, because, named, placeOf, verdict } from "./telling.js";
import { said } from "./words.js";

/** @typedef {import("./types.js").Asking} Asking */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./telling.js").Because} Because */

const NOTHING = Object.freeze({ lines: [], steps: [], sources: [] });

export const AtlasQuiz = {
  props: { asking: Object, voice: String },
  template,
  /** @param {{ asking: Asking, voice: string }} props */
  setup(props) {
    const { computed, ref, watch } = window.Vue;
    const question = computed(() => props.asking.questions[props.asking.at]);
    const done = computed(() => props.asking.answers[props.asking.at]);
    const told = ref(/** @type {Because} */ (NOTHING));
    const rows = ref(/** @type {readonly string[]} */ ([]));
    const picked = ref(/** @type {{ nerve?: string, felt?: string }} */ ({}));
    const lettered = ref(false);
    const topic = ref("all");
    const tell = async () => {
      const [now, given] = [question.value, done.value];
      told.value = NOTHING;
      if (now && given) {
        const came = await because(now, given, props.asking.sources).catch(() => NOTHING); // how it went is said without
        if (now === question.value && given === done.value) told.value = came;
      }
    };
    const lay = () => {
      rows.value = (done.value && question.value?.order) || (question.value?.choices ?? []);
      picked.value = {};
    };
    watch(computed(() => [question.value, done.value, props.voice]), tell);
    watch(done, lay);
    tell();
    lay();
    return {
      question, done, told, rows, picked, lettered, topic,
      kind: ref(""), copied: ref(false), from: ref(0),
      topics: Object.entries(said.topics).filter(([id]) => id !== "own"),
      kinds: computed(() => Object.entries(said.kinds).filter(([id]) => !id || kindsOf(topic.value).some((one) => one === id))),
      own: computed(() => get("atlas").quizzes),
      isSought: computed(() => question.value?.kind === "find" || question.value?.kind === "point"),
      isMade: computed(() => asked(props.asking.quiz) !== null),
      last: computed(() => !props.asking.answers.some((one, i) => i > props.asking.at && !one)),
      weak: computed(() => shaky(props.asking.questions, props.asking.answers)),
      letter: (/** @type {number} */ i) => String.fromCharCode(65 + i),
      open(/** @type {boolean} */ on) {
        lettered.value = on;
        if (question.value && !done.value) letters(question.value, on);
      },
      /** @param {string} id */
      place: (id) => answer(answerAt(question.value, spotOf(id), entry(id).kind === "region" ? "skin" : id)),
      /** @param {number} a @param {number} b */
      move(a, b) {
        if (!(b in rows.value)) return;
        const all = [...rows.value];
        all.splice(b, 0, ...all.splice(a, 1));
        rows.value = all;
      },
      match() {
        const { nerve = "", felt = "" } = picked.value;
        answer({ mark: markOfMatch(nerve === question.value.nerve, felt === question.value.felt?.right), chosen: nerve, felt });
      },
      again, answer, asks, begin, copy, counted, fill, fresh, leave, markOfOrder, missed, named, next, other, placeOf, said, see, verdict,
    };
  },
};
