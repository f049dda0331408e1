// What a student sees of a class: one line above the body, and what is asked.

import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { following, TAKING_PART } from "./follow.js";
import { apart } from "./score.js";
import { lesson, spoken } from "./state.js";
import { said } from "./words.js";

/** How far the own tap is from the region that is right; null where there is nothing to say. */
function off() {
  const { asked, revealed, own } = lesson;
  const built = get("related").construction;
  if (!revealed || !own || !asked?.target || !entry(asked.target) || get("select") !== asked.target || !built) return null;
  const mm = apart(own, entry(asked.target).centre);
  return { inside: mm <= built.ring, mm: Math.round(mm), ring: Math.round(built.ring) };
}

export const AtlasFollowed = {
  setup: () => ({ lesson, following, said, spoken, fill, off, TAKING_PART }),
  data: () => ({ typed: "" }),
  methods: {
    /** @this {{ typed: string }} */
    join() {
      following.join(this.typed.toUpperCase().replace(/[^0-9A-Z]/g, ""));
    },
  },
  template: `<div class="class-follow" role="region" :aria-label="said.name">
    <div class="class-bar">
      <button type="button" class="close" :aria-label="said.leave" :title="said.leave" @click="following.leave()">×</button>
      <atlas-segments v-if="TAKING_PART.includes(lesson.line)" name="class" :label="said.how" :options="[['follow', said.follow], ['around', said.look]]" :value="lesson.free ? 'around' : 'follow'" @choose="$event === 'around' ? following.free() : following.rejoin()"></atlas-segments>
    </div>
    <div v-if="lesson.line !== 'open'" class="class-note"><p role="status">{{ said[lesson.line] }}</p>
      <form v-if="['unknown', 'type'].includes(lesson.line)" class="class-row" @submit.prevent="join()"><input v-model="typed" type="text" :aria-label="said.code_name" maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false" required><button class="quiet box">{{ said.join_do }}</button></form></div>
    <p v-else-if="lesson.free" class="class-note" role="status"><span>{{ said.own }}</span> <button type="button" class="quiet box" @click="following.rejoin()">{{ said.rejoin }}</button></p>
    <div v-if="lesson.wondering" class="class-wonder" role="alertdialog" aria-labelledby="class-wonder" aria-describedby="class-wonder-text">
      <b id="class-wonder">{{ said.ask_around }}</b><p id="class-wonder-text">{{ said.ask_around_text }}</p>
      <p class="class-row"><button type="button" class="primary" @click="following.free()">{{ said.ask_around_yes }}</button>
        <button type="button" class="quiet box" @click="lesson.wondering = false">{{ said.ask_around_no }}</button></p></div>
    <section v-if="lesson.asked" class="class-sheet" :aria-label="said.question">
      <p class="class-kick"><span>{{ fill(said.code, { code: spoken(lesson.code) }) }}</span><span>{{ fill(said.count, { count: lesson.following }) }}</span></p>
      <h2>{{ lesson.asked.title }}</h2>
      <template v-if="lesson.asked.kind === 'tap'">
        <p v-if="!lesson.revealed" role="status">{{ lesson.missed ? said.missed : lesson.own ? said.pressed : said.press }}</p>
        <template v-else><template v-for="now in [off()]" :key="'off'">
          <div v-if="now" class="class-off" role="status"><b>{{ now.inside ? said.in : fill(said.off, now) }}</b><p>{{ fill(said.off_text, now) }}</p></div>
          <p v-else-if="!lesson.own" role="status">{{ said.no_tap }}</p></template>
          <p>{{ fill(said.taps_shown, { all: lesson.revealed.taps?.length ?? 0 }) }}</p></template>
      </template>
      <template v-else-if="!lesson.revealed"><p>{{ said.choose }}</p>
        <ul class="class-options" role="group" :aria-label="lesson.asked.title"><li v-for="(option, i) in lesson.asked.options" :key="i"><button type="button" class="quiet box" :aria-pressed="lesson.chosen === i" @click="following.choose(i)">{{ option }}</button></li></ul></template>
      <atlas-shares v-else></atlas-shares>
      <p class="class-soft">{{ said.moves }}</p>
    </section>
  </div>`,
};
