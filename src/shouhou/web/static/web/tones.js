// One sound for each answer, made by the browser itself: heard without looking up.
const KEY = "shouhou.sound";
const SHAPES = {
  ok: [[1320, 0, 0.07, "sine"]],
  duplicate: [[660, 0, 0.09, "triangle"], [660, 0.14, 0.09, "triangle"]],
  unknown: [[196, 0, 0.38, "sawtooth"]],
  foreign: [[880, 0, 0.11, "triangle"], [440, 0.13, 0.2, "triangle"]],
  here: [[990, 0, 0.06, "triangle"], [990, 0.1, 0.06, "triangle"], [990, 0.2, 0.06, "triangle"]],
  error: [[150, 0, 0.16, "square"], [150, 0.22, 0.3, "square"]],
  undone: [[440, 0, 0.08, "sine"], [660, 0.1, 0.1, "sine"]],
};

let context = null;

export const isOn = () => localStorage.getItem(KEY) !== "off";
export const turn = (on) => localStorage.setItem(KEY, on ? "on" : "off");

export const play = (outcome) => {
  // Before the first key or click of a page the browser allows no sound.
  if (!isOn() || !window.AudioContext || !navigator.userActivation?.hasBeenActive) return;
  context ??= new AudioContext();
  context.resume();
  for (const [pitch, after, length, type] of SHAPES[outcome] ?? SHAPES.error) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime + after;
    tone.type = type;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.16, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + length);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + length);
  }
};
