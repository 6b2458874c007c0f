/** A choice that this browser remembers; null: none was made. */
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
