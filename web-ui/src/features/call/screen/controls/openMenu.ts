/** The menu or panel that is open over a call; one at a time. */
export type OpenMenu = 'microphone' | 'camera' | 'more' | 'handOff' | 'people' | 'quality' | 'keys' | null;
