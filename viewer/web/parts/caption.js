// The caption of what is presented.

const SHORT = 170; // letters: two lines on a wall

/** The first sentences of a text, as many as a wall holds; a longer first one gives way to the heading. @param {string} text @param {string} head */
export function captionOf(text, head) {
  const sentences = text.match(/[^.!?]+[.!?]+(\s|$)/g) ?? [];
  let caption = "";
  for (const sentence of sentences) {
    if (caption.length + sentence.trim().length > SHORT) break;
    caption = `${caption} ${sentence.trim()}`.trim();
  }
  return caption || head;
}
