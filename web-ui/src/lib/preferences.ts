/** A setting stored in this browser; null if the user has not made a choice. */
export interface Preference {
  get: () => string | null;
  set: (value: string) => void;
}

export function preference(name: string): Preference {
  const key = `visavis.${name}`;
  return {
    get: () => localStorage.getItem(key),
    set: (value) => {
      localStorage.setItem(key, value);
    },
  };
}
