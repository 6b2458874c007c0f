import { SearchIcon } from '../../lib/ui/icons';

interface SearchFieldProps {
  query: string;
  onQuery: (query: string) => void;
}

export function SearchField({ query, onQuery }: SearchFieldProps) {
  return (
    <label className="relative block">
      <span className="sr-only">Find people</span>
      <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-zinc-500">
        <SearchIcon size={18} />
      </span>
      <input
        type="search"
        dir="auto"
        aria-label="Find people"
        placeholder="Find people"
        maxLength={100}
        value={query}
        onChange={(event) => {
          onQuery(event.currentTarget.value);
        }}
        className="w-full rounded-xl border border-zinc-200 bg-white py-2.5 pr-3 pl-10 dark:border-zinc-800 dark:bg-zinc-900"
      />
    </label>
  );
}
