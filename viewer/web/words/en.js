// The words of the interface, by key; {name} is filled in by the page. A language is a file like this one with the same keys.
// What is said of the body stands in point_maps/data, headings of cards in cards/plans.toml. Strictly JSON: Python reads it too.

export const words = {
  "language": {
    "code": "en",
    "name": "English",
    "direction": "ltr"
  },
  "page": {
    "title": "Sciatica atlas",
    "not_advice": "For learning. Not medical advice.",
    "skip_to_body": "Skip to the body",
    "skip_to_details": "Skip to the details",
    "close": "Close",
    "retry": "Try again",
    "dismiss": "Dismiss this notice"
  },
  "bar": {
    "search": "Search",
    "search_hint": "Nerve, cause, point or place",
    "search_results": "Search results",
    "found": "{count} found",
    "ways": "Ways in",
    "flags": "Red flags",
    "menu": "More",
    "kinds": {
      "story": "Story",
      "page": "To read"
    },
    "no_words": "The words to search by did not come. Please try again in a moment."
  },
  "ways": {
    "follow": {
      "name": "Follow the nerve",
      "title": "Follow the nerve",
      "help": "Travel with it, from spinal cord to toes",
      "text": "The sciatic nerve is made of five roots of the lower back. They join in the buttock; the nerve runs down the back of the thigh and parts above the knee for calf, shin and foot. Choose a stretch, or be led along it.",
      "go": "Be led along the nerve"
    },
    "hurts": {
      "name": "Where it hurts",
      "title": "Where does it hurt?",
      "help": "Find the place, see which nerve serves it",
      "text": "Each root and each nerve serves its own part of the skin and of the muscles. Choose what is felt, or a zone of the skin, and see which nerve serves it. This is for learning; only an examination can find out a cause.",
      "go": "Begin with the zone of the S1 root"
    },
    "presses": {
      "name": "What presses",
      "title": "What presses on it?",
      "help": "Causes, from the spine to the foot",
      "text": "These are the places where the nerve or its roots can be pressed or irritated, from the spine down to the foot. A narrow place alone is common and often painless. Choose one to see it on the body.",
      "go": "Begin with the commonest"
    },
    "points": {
      "name": "Points",
      "title": "Points at wrist and ankle",
      "help": "Point regions, found from bones and creases",
      "text": "The Balance Method, a school of acupuncture, pairs a painful place with regions far from it: at wrist, forearm, ankle and leg. Choose a region to see where it lies, how it is found, and what lies under it.",
      "go": "Read how the method pairs"
    },
    "all": {
      "name": "Everything",
      "title": "Everything there is",
      "help": "All bones, muscles, vessels and nerves",
      "text": "All that is drawn and told, in groups. The eye hides a thing or shows it again.",
      "go": ""
    }
  },
  "first": {
    "title": "The sciatic nerve, from the back to the toes",
    "lead": "A body you can turn and open. Begin with a question.",
    "or": "or",
    "story": "start with a story",
    "points": "points at wrist and ankle",
    "around": "just look around",
    "labels": [
      {
        "id": "l5-root.right",
        "text": "Five roots leave the spine",
        "note": "L4 to S3, both sides"
      },
      {
        "id": "sciatic.right",
        "text": "They join in the buttock",
        "note": "one nerve, thick as a finger"
      },
      {
        "id": "tibial.right",
        "text": "It parts above the knee",
        "note": "tibial and fibular nerve"
      },
      {
        "id": "medial-plantar.right",
        "text": "It ends at the toes",
        "note": "about 1 m from the spine"
      }
    ]
  },
  "stage": {
    "name": "The body",
    "help": "3D view of the body. Arrow keys turn it, plus and minus zoom, shift with arrow keys moves it, 0 shows it whole, question mark lists all keys.",
    "seen": "Seen from {side}: {layers}.",
    "chosen": "{name} is chosen.",
    "no_webgl": "This browser cannot draw in 3D at the moment: WebGL or WebAssembly is missing or switched off. The list, the search and the words work all the same.",
    "zoom": "Zoom",
    "closer": "Closer",
    "farther": "Farther",
    "undo": "Undo",
    "show_all": "Show all",
    "only": "Only {names} is shown.",
    "lost": "The browser has taken the 3D picture away for a moment.",
    "redraw": "Draw it again",
    "newer": "The server has a newer atlas than this page.",
    "newer_show": "Show it",
    "body_failed": "{body} could not be loaded. The body you see stays.",
    "part_failed": "Part of the body could not be loaded.",
    "asking": "Asking for {body}…",
    "asking_short": "Asking for the body",
    "drawing": "Fetching what draws the body…",
    "drawing_short": "Fetching what draws",
    "loading": "Loading {body}: {done} of {all} MB",
    "loading_short": "Loading the body",
    "the_body": "the body"
  },
  "cut": {
    "open": "Cut",
    "title": "Cut through the body",
    "how": "Direction of the cut",
    "own": "Cause",
    "none": "Off",
    "axial": "Across",
    "sagittal": "Side",
    "coronal": "Front",
    "place": "Place of the cut",
    "seen": {
      "own": "Cut where the cause is.",
      "axial": "Cut across, seen without what is above.",
      "sagittal": "Cut from front to back, seen without the nearer side.",
      "coronal": "Cut from side to side, seen without what is behind."
    },
    "at_axial": "{mm} mm above the floor",
    "at_middle": "In the middle",
    "at_left": "{mm} mm left of the middle",
    "at_right": "{mm} mm right of the middle",
    "at_back": "{mm} mm behind the middle",
    "at_front": "{mm} mm before the middle",
    "less": "A little back",
    "more": "A little on"
  },
  "sides": {
    "label": "Show",
    "name": "Side of the body",
    "both": "Both",
    "left": "Left",
    "right": "Right"
  },
  "views": {
    "title": "Views"
  },
  "layers": {
    "title": "Layers",
    "open": "Layers",
    "usual": "Back to usual",
    "looks": "Ready-made looks",
    "how": "How {layer} is shown",
    "off": "Off",
    "ghost": "Ghost",
    "full": "Full",
    "opacity": "Opacity of {layer}",
    "note": "Ghosted: pale and striped where something lies in front.",
    "nothing": "nothing",
    "variants": "Variants of the nerve",
    "without": "{count} hidden",
    "zoning": "How the skin is divided",
    "by_root": "By root",
    "by_nerve": "By nerve",
    "key": "Key",
    "key_name": "Key of the zones"
  },
  "menu": {
    "title": "More",
    "read": "To read",
    "evidence": "What research says",
    "method": "The Balance Method",
    "safety": "Needle safety",
    "about": "About this atlas",
    "stories": "Stories",
    "body": "Body",
    "light": "Light",
    "light_auto": "As my device",
    "light_light": "Light",
    "light_dark": "Dark",
    "tools": "Tools",
    "everything": "Everything there is",
    "labels": "Labels",
    "names": "Names",
    "measure": "Distance between two places",
    "copy": "Copy a link to this view",
    "copied": "Link copied",
    "preview": "Preview a file…",
    "keys": "Keys",
    "again": "Start over",
    "on": "on",
    "off": "off"
  },
  "card": {
    "name": "Details",
    "voice": "Words for a",
    "patient": "patient",
    "student": "student",
    "clinician": "clinician",
    "side_left": "left side",
    "side_right": "right side",
    "other_left": "Left side",
    "other_right": "Right side",
    "see": "See {place}",
    "all_follow": "All of the nerve",
    "all_hurts": "All zones and signs",
    "all_presses": "All causes",
    "all_points": "All points",
    "fly": "Show it",
    "isolate": "Show it alone",
    "isolated": "Show the rest",
    "hide": "Hide it",
    "hidden": "Show it again",
    "sources": "Sources ({count})",
    "open": "Open",
    "read": "Read: {how}.",
    "waiting": "Fetching the words…",
    "failed": "The words did not come; the connection may have dropped.",
    "flags": "All red flags",
    "close_ups": "See the regions close up",
    "more": "More",
    "first": "first choice",
    "also": "also allowed",
    "off-level": "another level"
  },
  "story": {
    "name": "Story",
    "step": "Step {step} of {steps}: ",
    "count": "{step} of {steps}",
    "steps": "{steps} steps",
    "leave": "Leave the story",
    "next": "Next",
    "back": "Back",
    "finish": "Finish",
    "about": "About {name}",
    "coming": "The words of the story “{title}” are on their way.",
    "failed": "The words of the story “{title}” did not come: the connection may have dropped. Choose it again to try once more.",
    "read": "Read all of it"
  },
  "list": {
    "name": "List",
    "hide": "Hide {name}",
    "left": "L",
    "right": "R"
  },
  "flags": {
    "title": "Red flags",
    "text": "These signs are rare. If you notice one of them, it is worth acting on it calmly and soon.",
    "at once, ambulance": "Call an ambulance at once",
    "same day, emergency care": "Go to emergency care the same day",
    "soon, your clinician": "See your clinician soon"
  },
  "about": {
    "title": "About this atlas",
    "text": "It is for learning: for students, for practitioners who explain, for teachers. It is not medical advice and it does not diagnose. Left and right are always the patient’s.",
    "body": "The body"
  },
  "reading": {
    "evidence": "What research says about acupuncture in sciatica",
    "method": "The Balance Method, as it is taught",
    "safety": "Needle safety: before and after",
    "waiting": "Fetching the text…",
    "failed": "The text did not come; the connection may have dropped.",
    "parts": "Parts of this page: {title}",
    "print": "Print",
    "channel": "Painful channel",
    "system": "System {short}",
    "none": "no answer"
  },
  "preview": {
    "checking": "Checking {names}…",
    "shown": "Previewing",
    "note": "Only you see this; nothing is stored.",
    "one_warning": "One thing could be better",
    "warnings": "{count} things could be better",
    "remove": "Remove",
    "forgotten": "The preview of your file ended with the reload: nothing of it was stored. Drop the file again to see it.",
    "choose": "Map files to preview",
    "drop": "Let go to preview this file",
    "drop_note": "Only you will see it, and nothing is stored.",
    "one_trouble": "One thing to mend",
    "troubles": "{count} things to mend",
    "troubles_text": "The body stays as it was. Mend the file and drop it again, or choose it again.",
    "copy": "Copy the list",
    "copied": "Copied",
    "again": "Choose a file again…",
    "no_answer": "The atlas did not answer. Please try again in a moment.",
    "no_file": "{name}: must be a file that can be read; a folder cannot be previewed. Choose the files in it"
  },
  "amount": {
    "name": "From healthy to affected",
    "label": "Amount",
    "healthy": "Healthy",
    "affected": "Affected",
    "play": "Play, there and back",
    "stop": "Stop",
    "share": "{amount} % of the way",
    "pictures": "Pictures",
    "one": "One",
    "two": "Two-up",
    "around": "Show what is around it",
    "only": "Show only this place"
  },
  "figures": {
    "said": {
      "beyond-edge": "{value} beyond the edge of the disc",
      "least-gap": "{value} from what presses to {pressed}",
      "touching": "it touches {pressed}",
      "free-area": "{value} free around it",
      "sac-area": "{value} of room in the sac",
      "height": "the opening {value} high",
      "slip": "{value} forward",
      "thickness": "{of} {value} thick",
      "section": "{of} {value} in section",
      "depth": "{value} deep",
      "other": "{of}: {value}",
      "healthy": "healthy: all in its place"
    },
    "rows": {
      "beyond-edge": "Beyond the edge",
      "base": "Width at its base",
      "sac-area": "Room in the sac",
      "height": "Height of the opening",
      "slip": "Slip",
      "thickness": "Thickness, {of}",
      "section": "Section, {of}",
      "section-above": "Section above it, {of}",
      "depth": "Depth",
      "other": "{of}"
    }
  },
  "gauge": {
    "name": "Space",
    "title": "Space at {place}",
    "area": "Free space",
    "gap": "Least gap",
    "from": "healthy",
    "now": "now",
    "measured": "Measured live on what is drawn. Dashed: healthy. Striped: where they touch.",
    "disc": "disc",
    "nucleus": "soft centre",
    "sac": "sac",
    "ligament": "ligament",
    "bone": "bone",
    "nerve": "nerve",
    "mm": "{value} mm",
    "mm2": "{value} mm²",
    "%": "{value} %",
    "deg": "{value}°"
  },
  "embed": {
    "open": "Open the atlas",
    "more": "More"
  },
  "measure": {
    "begin": "Distance: press a first place on the body, then a second one.",
    "done": "{distance} in a straight line",
    "stop": "Done"
  },
  "sheet": {
    "taller": "Make the panel taller",
    "lower": "Make the panel lower"
  },
  "compass": {
    "label": "Seen from {side}. Drag or use the arrow keys to turn, Enter chooses a view.",
    "from": {
      "front": "Front",
      "back": "Back",
      "left": "Patient’s left",
      "right": "Patient’s right",
      "above": "From above",
      "below": "From below",
      "front-left": "Front, left",
      "front-right": "Front, right",
      "back-left": "Back, left",
      "back-right": "Back, right"
    },
    "spoken": {
      "front": "the front",
      "back": "the back",
      "left": "the patient’s left",
      "right": "the patient’s right",
      "above": "above",
      "below": "below",
      "front-left": "the front, left side of the patient",
      "front-right": "the front, right side of the patient",
      "back-left": "the back, left side of the patient",
      "back-right": "the back, right side of the patient"
    },
    "ends": {
      "left": "L",
      "right": "R",
      "front": "Front",
      "back": "Back"
    }
  },
  "opening": {
    "failed": "The atlas could not be opened: a part of it did not come. The connection may have dropped.",
    "no_drawing": "The part that draws could not be loaded. The list, the search and the words work all the same."
  },
  "link": {
    "body": "This link asks for the body “{asked}”, which is not installed here.",
    "story": "This link plays the story “{asked}”, which this atlas does not have.",
    "step": "This link asks for the step “{asked}”; the story starts at its first one.",
    "step_beyond": "This link asks for step {asked} of {steps}; the last one is shown.",
    "select": "This link points to “{asked}”, which this atlas does not have.",
    "show": "This link shows layers this atlas does not have: {asked}.",
    "opacity": "This link asks for opacities that cannot be read: {asked}.",
    "view": "This link asks for the view “{asked}”, which this atlas does not have.",
    "camera": "The camera in this link cannot be read; the named view is shown.",
    "side": "This link asks for the side “{asked}”; both are shown.",
    "variant": "This link asks for the variant “{asked}”, which this body does not have.",
    "cut": "This link asks for the cut “{asked}”, which cannot be read; nothing is cut away.",
    "zones": "This link asks for zones by “{asked}”; those of the roots are shown.",
    "voice": "This link speaks to “{asked}”; the words for students are shown.",
    "hide": "This link names parts this atlas does not have: {asked}.",
    "only": "This link names parts this atlas does not have: {asked}.",
    "way": "This link asks for the list “{asked}”, which this atlas does not have.",
    "labels": "This link says “{asked}” for labels, which only 0 switches off.",
    "names": "This link says “{asked}” for names, which only 0 switches off.",
    "theme": "This link asks for the theme “{asked}”; yours is kept.",
    "open": "This link opens the page “{asked}”, which this atlas does not have.",
    "amount": "This link asks for the amount “{asked}”, which is not between 0 and 100; it starts at healthy.",
    "beside": "This link says “{asked}” for beside, which only 1 switches on.",
    "embed": "This link says “{asked}” for embed, which only 1 switches on.",
    "camera_beyond": "The camera in this link is out of range; the named view is shown.",
    "other": "This link says “{asked}” for “{key}”, which cannot be read.",
    "twice": "This link names “{key}” more than once; the first one counts.",
    "long": "What this link says of “{key}” is too long; only its beginning is read.",
    "several": "{names} and others"
  },
  "find": {
    "where": "this atlas has point regions on the forearm, at the wrist and at the inner ankle only",
    "no_point": "There is no {code}: the {channel} channel ends at {last}.",
    "outside": "{named} lies outside: {where}.",
    "outside_many": "{named} lie outside: {where}.",
    "and": "{one} and {other}",
    "none_called": "Nothing here is called “{asked}”.",
    "none_all": "Nothing here answers all of “{asked}”.",
    "nearest": "The nearest to it:",
    "another": "Try another word for it, or a part of the body.",
    "only_side": "A side alone finds nothing: say of what, as in “left leg”."
  },
  "keys": {
    "search": "Search",
    "turn": "Turn the body, once it has the focus",
    "pan": "Move it",
    "closer": "Closer",
    "farther": "Farther",
    "fit": "Fit what is chosen, or the whole body",
    "back": "From the back",
    "left": "From the patient’s left",
    "front": "From the front",
    "right": "From the patient’s right",
    "labels": "Labels on or off",
    "layers": "Layers",
    "side": "Left half, right half, both",
    "cut": "Cut through the body, or no longer",
    "show-all": "Show all",
    "measure": "Distance between two places",
    "more": "A cause: a tenth more",
    "less": "A cause: a tenth less",
    "play": "A cause: there and back to healthy, once the body has the focus",
    "beside": "A cause: healthy beside affected",
    "next": "Next step of a story",
    "previous": "Step before",
    "undo": "Undo",
    "keys": "All keys",
    "escape": "One step back"
  }
};
