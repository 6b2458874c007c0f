import type { MediaLinks } from '../media/MediaLinks';
import type { FarEnd, UserId } from '../model/peers';

interface SpeakerSettings {
  links: Pick<MediaLinks, 'farEnds' | 'audioLevel'>;
  onChange: (speakers: readonly UserId[]) => void;
  now: () => number;
}

const INTERVAL_MS = 300;
/** From 0 to 1; a quiet room stays below it. */
const SPEAKING_LEVEL = 0.02;
/** A pause between two sentences. */
const HOLD_MS = 2000;
const MAX_SPEAKERS = 5;

/** Notices who is speaking in a mesh. With the media server, that server says it. */
export class MeshSpeakers {
  readonly #settings: SpeakerSettings;
  readonly #spokeAt = new Map<FarEnd, number>();
  #speakers: readonly UserId[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(settings: SpeakerSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.#check();
    }, INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#spokeAt.clear();
    this.#speakers = [];
  }

  #check(): void {
    const { links, onChange, now } = this.#settings;
    const levels = new Map(links.farEnds.map((farEnd) => [farEnd, links.audioLevel(farEnd)]));
    for (const [farEnd, level] of levels) if (level >= SPEAKING_LEVEL) this.#spokeAt.set(farEnd, now());
    const speaking = [...levels.keys()]
      .filter((farEnd) => now() - (this.#spokeAt.get(farEnd) ?? -Infinity) < HOLD_MS)
      .sort((one, other) => (levels.get(other) ?? 0) - (levels.get(one) ?? 0))
      .slice(0, MAX_SPEAKERS);
    const isSame =
      speaking.length === this.#speakers.length && speaking.every((id) => this.#speakers.includes(id));
    if (isSame) return;
    this.#speakers = speaking;
    onChange(speaking);
  }
}
