// The words of the quiz, by key; {name} is filled in by the page. They come with it: who takes no quiz fetches none of them.
// Strictly JSON, as in words/en.js.

export const said = {
  "name": "Quiz",
  "topics": {
    "all": "Everything",
    "nerve": "The nerve",
    "parts": "Bones and muscles",
    "causes": "Causes",
    "points": "Points",
    "own": "Prepared questions"
  },
  "kinds": {
    "": "All kinds",
    "name": "Name it",
    "find": "Find it",
    "point": "Find the point",
    "order": "Put in order",
    "match": "Match"
  },
  "choose": {
    "title": "Test yourself",
    "text": "Ten questions, made from the body you see. Names are off while a question is open. Nothing is kept about you.",
    "topic": "What about",
    "kind": "Kind of question",
    "begin": "Begin",
    "own": "Prepared by a teacher",
    "many": "{count} questions",
    "none": "Nothing of this kind can be asked on this body. Choose another topic."
  },
  "count": "{now} of {all}",
  "leave": "Leave the quiz",
  "names_off": "Names are off",
  "while": "while a question is open",
  "asks": {
    "name": "What is marked here?",
    "find": "Where is it: {name}?",
    "point": "Where on the skin is {name}?",
    "order": "Put the path in order",
    "match": "{name}: what is pressed, and where is that felt?"
  },
  "hints": {
    "name": "It is orange on the body, or has a ring around it. Turn the body as you like.",
    "find": "Press on it. You can turn the body first.",
    "point": "Press where it lies. You can turn the body first.",
    "order": "From the spine at the top to the toes at the bottom. Drag a row, or use its arrows.",
    "match": "It is orange on the body."
  },
  "keys": "With the keyboard: arrows move a cross on the body by 5 mm, with Shift by 1 mm; Enter presses there.",
  "list": "Choose from places with letters",
  "place": "{height} cm above the sole, {aside}, {deep}",
  "left": "{far} cm left of the middle",
  "right": "{far} cm right of the middle",
  "middle": "in the middle",
  "front": "{far} cm in front",
  "back": "{far} cm behind",
  "level": "half way to the back",
  "nothing": "There is nothing of the body there. Press on the body itself.",
  "up": "{name}: up",
  "down": "{name}: down",
  "check": "Check it",
  "parts": {
    "nerve": "Pressed",
    "felt": "Felt in"
  },
  "choose_both": "Choose one of each.",
  "marks": {
    "right": "Right",
    "close": "Close",
    "off": "Not this one"
  },
  "is": "It is {name}.",
  "was": "You chose {name}.",
  "on": "You pressed on {name}.",
  "skin": "You pressed on the skin.",
  "on_it": "You pressed on it.",
  "apart": "{distance} from it.",
  "apart_point": "{distance} or {cun} cun from its middle; anywhere within {radius} mm is as good.",
  "swapped": "{one} comes before {other}.",
  "order": "From the spine to the toes:",
  "both": "Pressed: {nerve}. Felt in: {zone}.",
  "chosen_both": "You chose: {nerve}, and {zone}.",
  "found": "How it is found",
  "see": "See {name} in the atlas",
  "retry": "Try this one again",
  "topics_again": "Choose topics",
  "next": "Next question",
  "finish": "How it went",
  "dots": "{right} right, {close} close",
  "here": "Here",
  "pressed": "You pressed here",
  "end": {
    "title": "How it went",
    "score": "{right} right and {close} close, of {all}.",
    "all_right": "Everything was right. Nothing was shaky.",
    "shaky": "Worth another look",
    "row": "{right} of {all} right",
    "missed": "Again, those not right",
    "other": "Ten other questions",
    "link": "Copy a link to this quiz",
    "copied": "Copied"
  },
  "not_come": "The questions did not come. Please try again in a moment.",
  "unknown": "This atlas has no quiz called “{asked}”. Choose a topic."
};
