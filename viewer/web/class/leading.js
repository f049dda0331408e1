// What the teacher sees of a class, beside the body: how to join, who is there, and what is asked.

import { codeOf } from "../qr/code.js";
import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { lead } from "./lead.js";
import { scored } from "./score.js";
import { lesson, spoken } from "./state.js";
import { said } from "./words.js";

/** How many of something, in words. @param {"hidden" | "answers"} of @param {number} count */
const counted = (of, count) => (count ? fill(count === 1 ? said[`${of}_one`] : said[of], { count }) : said[`${of}_none`]);

/** An address as it is typed. @param {string} where */
const short = (where) => where.replace(/^https?:\/\//, "");

/** How the taps lie to the region that is right; null where none is. */
function score() {
  const { asked, revealed } = lesson;
  const built = get("related").construction;
  if (!revealed?.taps || !asked?.target || !entry(asked.target) || get("select") !== asked.target || !built) return null;
  return scored(revealed.taps, entry(asked.target).centre, built.ring);
}

export const AtlasLeading = {
  setup: () => ({ lesson, lead, said, spoken, fill, counted, score, short, codeOf }),
  methods: {
    write: () => (lesson.poll = { title: "", options: "", wrong: false }),
    /** Asks what was written. */
    ask() {
      const { poll } = lesson;
      if (!poll) return;
      if (lead.poll({ title: poll.title, options: poll.options.split("\n") })) lesson.poll = null;
      else poll.wrong = true;
    },
  },
  template: `<section class="class-lead" role="region" :aria-label="said.name">
    <template v-if="['busy', 'unknown'].includes(lesson.line)"><p role="alert">{{ lesson.line === 'busy' ? said.busy : said.gone }}</p>
      <button type="button" class="primary" @click="lead.open()">{{ said.reopen }}</button>
      <button type="button" class="quiet box" @click="lead.close()">{{ said.close }}</button></template>
    <template v-else>
    <div class="class-join">
      <h2>{{ said.join }}</h2>
      <button v-if="lesson.link" type="button" class="class-qr" :aria-label="said.large" :title="said.large" @click="lesson.large = true"><img :src="codeOf(lesson.link)" alt=""></button>
      <p v-else-if="lesson.code" class="class-alone">{{ said.alone }} <code>{{ said.alone_how }}</code></p>
      <p v-if="lesson.where" class="class-where">{{ short(lesson.where) }}?class=</p>
      <p class="class-code" :aria-label="fill(said.code, { code: lesson.code.split('').join(' ') })">{{ lesson.code ? spoken(lesson.code) : said.coming }}</p>
    </div>
    <p v-if="lesson.line === 'lost'" class="class-lost" role="status">{{ said.lost }}</p>
    <ul class="class-counts" :aria-label="said.how"><li><b>{{ lesson.following }}</b> {{ said.following }}</li><li><b>{{ lesson.around }}</b> {{ said.around }}</li></ul>
    <form v-if="lesson.poll" class="class-poll" @submit.prevent="ask()">
      <label>{{ said.question }}<input v-model="lesson.poll.title" type="text" maxlength="200" autocomplete="off" required></label>
      <label>{{ said.choices }}<textarea v-model="lesson.poll.options" rows="4" maxlength="500" required></textarea></label>
      <p v-if="lesson.poll.wrong" role="alert">{{ said.poll_wrong }}</p>
      <p class="class-row"><button class="primary">{{ said.ask }}</button><button type="button" class="quiet box" @click="lesson.poll = null">{{ said.cancel }}</button></p>
    </form>
    <div v-else-if="lesson.asked" class="class-asked">
      <h3>{{ lesson.asked.title }}</h3>
      <template v-if="!lesson.revealed">
        <p role="status">{{ counted(lesson.asked.kind === 'tap' ? 'hidden' : 'answers', lesson.answers) }}</p>
        <button type="button" class="primary" @click="lead.reveal()">{{ said.reveal }} <kbd>R</kbd></button>
      </template>
      <template v-else-if="lesson.revealed.taps"><template v-for="now in [score()]" :key="'score'">
        <template v-if="now"><p role="status"><b class="class-inside">{{ fill(said.in_ring, now) }}</b> {{ said.in_ring_after }}</p>
          <progress :value="now.inside" :max="now.all || 1" aria-hidden="true"></progress>
          <p v-if="now.side" class="class-soft">{{ said.misses[now.side] }}</p></template>
        <p v-else role="status">{{ fill(said.all_taps, { all: lesson.revealed.taps.length }) }}</p>
        <p v-if="lesson.revealed.taps.length < 5" class="class-soft">{{ said.few }}</p></template></template>
      <atlas-shares v-else></atlas-shares>
      <p v-if="lesson.revealed" class="class-row"><button type="button" class="quiet box" @click="lead.again()">{{ said.again }}</button>
        <button type="button" class="quiet box" @click="lead.done()">{{ said.done }}</button></p>
    </div>
    <div v-else class="class-asked">
      <button type="button" class="primary" :disabled="lesson.line !== 'open'" @click="lead.tap()">{{ said.tap }}</button>
      <button type="button" class="quiet box" :disabled="lesson.line !== 'open'" @click="write()">{{ said.poll }}</button>
    </div>
    <p class="class-foot"><template v-if="lesson.ending">{{ said.end_sure }} <button type="button" class="link" @click="lead.end()">{{ said.end }}</button> <button type="button" class="link" @click="lesson.ending = false">{{ said.stay }}</button></template>
      <button v-else type="button" class="link" @click="lesson.ending = true">{{ said.end }}</button>
      <span>{{ said.kept }}</span><span class="class-keys">{{ said.keys }}</span></p>
    </template>
  </section>`,
};

/** How many chose each answer of a poll. */
export const AtlasShares = {
  setup: () => ({ lesson, fill, said }),
  template: `<ul class="class-shares" role="status"><li v-for="(option, i) in lesson.asked.options" :key="i" :class="{ own: lesson.chosen === i }">
    <span>{{ option }}</span><b>{{ lesson.revealed.counts[i] }}</b>
    <progress :value="lesson.revealed.counts[i]" :max="Math.max(1, ...lesson.revealed.counts)" aria-hidden="true"></progress></li></ul>`,
};

/** The code for the last row of a room. */
export const AtlasLarge = {
  setup: () => ({ lesson, said, spoken, codeOf }),
  /** @this {{ $el: HTMLDialogElement }} */
  mounted() {
    this.$el.showModal();
  },
  template: `<dialog class="class-large" :aria-label="said.join" @close="lesson.large = false">
    <form method="dialog"><button class="close" :aria-label="said.close">×</button></form>
    <img v-if="lesson.link" :src="codeOf(lesson.link)" alt=""><p v-else>{{ said.alone }} <code>{{ said.alone_how }}</code></p>
    <div><p class="class-where">{{ lesson.where }}</p><p class="class-code">{{ spoken(lesson.code) }}</p></div>
  </dialog>`,
};
