// What a quiz says and asks beside the body.

import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { asked, kindsOf } from "./making.js";
import { answerAt, spotOf } from "./pressing.js";
import { counted, markOfMatch, markOfOrder, shaky } from "./scoring.js";
import { letters } from "./showing.js";
import { again, answer, begin, copy, fresh, leave, missed, next, other, see } from "./steps.js";
import { asks, because, named, placeOf, verdict } from "./telling.js";
import { said } from "./words.js";

/** @typedef {import("./types.js").Asking} Asking */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./telling.js").Because} Because */

const NOTHING = Object.freeze({ lines: [], steps: [], sources: [] });

const KICK = `<p class="kick"><span>{{ asking.title || said.name }}</span><template v-if="question"><span aria-hidden="true">·</span><span class="quiz-count">{{ fill(said.count, { now: asking.at + 1, all: asking.questions.length }) }}</span></template>
    <atlas-voice name="quiz" :voice="voice"></atlas-voice>
    <button type="button" class="close" :aria-label="said.leave" @click="leave()">×</button></p>`;

const CHOOSE = `<h2 id="quiz-title" tabindex="-1">{{ said.choose.title }}</h2>
  <p class="lead">{{ said.choose.text }}</p>
  <h3>{{ said.choose.topic }}</h3>
  <atlas-segments class="upright" name="quiz-topic" :label="said.choose.topic" :options="topics" :value="topic" @choose="topic = $event; kind = ''"></atlas-segments>
  <h3>{{ said.choose.kind }}</h3>
  <atlas-segments class="upright" name="quiz-kind" :label="said.choose.kind" :options="kinds" :value="kind" @choose="kind = $event"></atlas-segments>
  <button type="button" class="primary" @click="fresh(topic, kind)">{{ said.choose.begin }}</button>
  <template v-if="own.length"><h3>{{ said.choose.own }}</h3>
    <ul class="quiz-rows"><li v-for="one in own" :key="one.id"><button type="button" class="row" @click="begin('own.' + one.id)">{{ one.title }} <small>{{ fill(said.choose.many, one) }}</small></button></li></ul></template>`;

const ASK = `<h2 id="quiz-title" tabindex="-1">{{ asks(question) }}</h2>
  <div role="status" aria-live="polite" aria-atomic="true"><p v-if="done" class="quiz-verdict" :data-mark="done.mark"><b>{{ verdict(question, done).head }}</b> {{ verdict(question, done).text }}</p></div>
  <p v-if="!done" class="quiz-hint">{{ said.hints[question.kind] }} <span v-if="isSought" class="quiz-keys">{{ said.keys }}</span></p>
  <ul v-if="question.kind === 'name' && !done" class="quiz-rows"><li v-for="id in question.choices" :key="id"><button type="button" class="quiz-row" @click="answer({ mark: id === question.thing ? 'right' : 'off', chosen: id })">{{ named(id) }}</button></li></ul>
  <details v-if="isSought && !done" class="ask" :open="lettered" @toggle="open($event.target.open)"><summary>{{ said.list }}</summary>
    <ul v-if="lettered" class="quiz-rows"><li v-for="(id, i) in question.choices" :key="id"><button type="button" class="quiz-row" @click="place(id)"><b>{{ letter(i) }}</b> {{ placeOf(id) }}</button></li></ul></details>
  <ol v-if="question.kind === 'order'" class="quiz-rows quiz-order"><li v-for="(id, i) in rows" :key="id" :draggable="!done" @dragstart="from = i" @dragover.prevent @drop.prevent="move(from, i)"><span>{{ named(id) }}</span>
    <template v-if="!done"><button type="button" class="tool" :disabled="!i" :aria-label="fill(said.up, { name: named(id) })" @click="move(i, i - 1)">↑</button>
    <button type="button" class="tool" :disabled="i === rows.length - 1" :aria-label="fill(said.down, { name: named(id) })" @click="move(i, i + 1)">↓</button></template></li></ol>
  <button v-if="question.kind === 'order' && !done" type="button" class="primary" @click="answer({ mark: markOfOrder(rows, question.order), order: rows })">{{ said.check }}</button>
  <template v-if="question.kind === 'match' && !done">
    <fieldset v-for="[part, ids] in [['nerve', question.choices], ['felt', question.felt.choices]]" :key="part" class="quiz-pick"><legend>{{ said[part] }}</legend>
      <label v-for="id in ids" :key="id"><input type="radio" :name="'quiz-' + part" :value="id" :checked="picked[part] === id" @change="picked = { ...picked, [part]: id }"><span>{{ named(id) }}</span></label></fieldset>
    <button type="button" class="primary" :disabled="!picked.nerve || !picked.felt" @click="match()">{{ said.check }}</button>
    <p v-if="!picked.nerve || !picked.felt" class="quiz-hint">{{ said.choose_both }}</p>
  </template>
  <template v-if="done">
    <p v-for="line in told.lines" :key="line.text"><b v-if="line.term">{{ line.term }}.</b> {{ line.text }} <sup v-for="n in line.refs" :key="n"><a :href="'#quiz-source-' + n">{{ n }}</a></sup></p>
    <template v-if="told.steps.length"><h3>{{ said.found }}</h3><ol class="quiz-steps"><li v-for="step in told.steps" :key="step.title"><b>{{ step.title }}</b> <small>{{ step.text }}</small></li></ol></template>
    <button type="button" class="quiz-see" @click="see(question.thing)"><b>{{ fill(said.see, { name: named(question.thing) }) }}</b></button>
    <p class="card-links"><button type="button" class="link" @click="again()">{{ said.retry }}</button>
      <button type="button" class="link" @click="begin('choose')">{{ said.topics_again }}</button></p>
    <atlas-sources v-if="told.sources.length" name="quiz-source" :sources="told.sources"></atlas-sources>
  </template>
  <div class="quiz-foot"><button v-if="done" id="quiz-next" type="button" class="primary" @click="next()">{{ last ? said.finish : said.next }}
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12h15m-6-6 6 6-6 6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg></button>
  <p class="quiz-dots"><span class="quiz-dot" v-for="(one, i) in asking.answers" :key="i" :data-mark="one?.mark" :aria-current="i === asking.at ? 'step' : null" aria-hidden="true"></span> <span>{{ fill(said.dots, counted(asking.answers)) }}</span></p></div>`;

const END = `<h2 id="quiz-title" tabindex="-1">{{ said.end.title }}</h2>
  <p class="lead">{{ fill(said.end.score, counted(asking.answers)) }}</p>
  <p class="quiz-dots" aria-hidden="true"><span class="quiz-dot" v-for="(one, i) in asking.answers" :key="i" :data-mark="one?.mark"></span></p>
  <template v-if="weak.length"><h3>{{ said.end.shaky }}</h3>
    <dl class="facts"><template v-for="row in weak" :key="row.topic + row.kind"><dt>{{ said.topics[row.topic] }}: {{ said.kinds[row.kind].toLowerCase() }}</dt><dd>{{ fill(said.end.row, row) }}</dd></template></dl>
    <button type="button" class="primary" @click="missed()">{{ said.end.missed }}</button></template>
  <p v-else-if="asking.questions.length">{{ said.end.all_right }}</p>
  <p v-else role="alert">{{ said.choose.none }}</p>
  <p class="card-links"><button v-if="isMade" type="button" class="link" @click="other(asking.quiz)">{{ said.end.other }}</button>
    <button type="button" class="link" @click="copied = true; copy(asking.quiz)">{{ copied ? said.end.copied : said.end.link }}</button>
    <button type="button" class="link" @click="begin('choose')">{{ said.topics_again }}</button></p>`;

export const AtlasQuiz = {
  props: { asking: Object, voice: String },
  template: `<article id="quiz" class="card quiz">${KICK}
    <template v-if="asking.quiz === 'choose'">${CHOOSE}</template>
    <template v-else-if="question">${ASK}</template>
    <template v-else>${END}</template>
    <teleport v-if="asking.open" to=".theatre"><p class="quiz-off"><b>{{ said.names_off }}</b> {{ said.while }}</p></teleport></article>`,
  /** @param {{ asking: Asking, voice: string }} props */
  setup(props) {
    const { computed, ref, watch } = window.Vue;
    const question = computed(() => props.asking.questions[props.asking.at]);
    const done = computed(() => props.asking.answers[props.asking.at]);
    const told = ref(/** @type {Because} */ (NOTHING));
    const rows = ref(/** @type {readonly string[]} */ (question.value?.choices ?? []));
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
      if (now?.order && given) rows.value = now.order;
    };
    watch(computed(() => [question.value, done.value, props.voice]), tell);
    tell();
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
