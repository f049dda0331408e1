// The words of a handout, in English.

export const words = {
  name: "Handout",
  making: "Making the pictures…",
  print: "Print, or save as PDF",
  large: "Large print",
  base: "Address of the atlas for phones",
  base_example: "https://clinic.example/atlas/",
  close: "Close",
  note: "Made in this page; nothing is sent or stored. Words are those for patients; write a name on the paper, if at all.",
  kicker: "Notes from our talk",
  untitled: "What we looked at",
  brand: "Sciatica atlas",
  what: "What is it?",
  urgencies: {
    "at once, ambulance": "Call an ambulance at once",
    "same day, emergency care": "Get emergency care the same day if you notice, newly",
    "soon, your clinician": "See your clinician soon",
  },
  notes: "My own notes",
  no_code: "No square codes: this page has no address that a phone can reach. Write that of your clinic’s atlas above.",
  code: "Code that opens {name} on a phone",
  see: "See picture {count} again",
  credit: "{name} · Sciatica atlas, openly licensed · for learning, not for diagnosis",
  foot: "For learning; it does not replace your clinician. Nothing about you was stored. Sources stand on the atlas’s cards.",
};
