import { NextIcon, PreviousIcon } from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';

interface PagerProps {
  /** Counted from 0. */
  page: number;
  pages: number;
  onPage: (page: number) => void;
}

/** Moves between the pages of a call with many people; nothing if there is only one page. */
export function Pager({ page, pages, onPage }: PagerProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label="Pages of participants" className="flex items-center justify-center gap-2">
      <RoundButton
        label="Previous people"
        look="quiet"
        disabled={page === 0}
        onClick={() => {
          onPage(page - 1);
        }}
      >
        <PreviousIcon />
      </RoundButton>
      <span role="status" className="min-w-14 text-center text-sm text-zinc-300 tabular-nums">
        <span className="sr-only">Page </span>
        {`${page + 1} of ${pages}`}
      </span>
      <RoundButton
        label="Next people"
        look="quiet"
        disabled={page === pages - 1}
        onClick={() => {
          onPage(page + 1);
        }}
      >
        <NextIcon />
      </RoundButton>
    </nav>
  );
}
