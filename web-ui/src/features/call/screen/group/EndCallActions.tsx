import { useState } from 'react';

interface EndCallActionsProps {
  /** How many people are in the call. */
  people: number;
  canEndForAll: boolean;
  onLeave: () => void;
  onEndForAll: () => void;
}

/** Leaves the call. Its initiator can also end it for everyone, after a confirmation. */
export function EndCallActions({ people, canEndForAll, onLeave, onEndForAll }: EndCallActionsProps) {
  const [question, setQuestion] = useState<'open' | 'cancelled' | null>(null);
  if (question === 'open') {
    return (
      <div role="group" aria-labelledby="end-for-all" className="flex flex-col gap-2 px-3 pt-2 pb-1">
        <p id="end-for-all" className="px-1 text-sm">
          {`End the call for all ${people} people?`}
        </p>
        <div className="flex gap-2">
          <Button
            label="Cancel"
            look="bg-white/15 hover:bg-white/25"
            focused
            onClick={() => {
              setQuestion('cancelled');
            }}
          />
          <Button label="End for all" look="bg-red-600 hover:bg-red-500" onClick={onEndForAll} />
        </div>
      </div>
    );
  }
  return (
    <div className="flex gap-2 px-3 pt-2 pb-1">
      <Button label="Leave" look="bg-white/15 hover:bg-white/25" onClick={onLeave} />
      {canEndForAll && people > 1 && (
        <Button
          label="End for everyone"
          look="bg-white/15 text-red-300 hover:bg-white/25"
          focused={question === 'cancelled'}
          onClick={() => {
            setQuestion('open');
          }}
        />
      )}
    </div>
  );
}

interface ButtonProps {
  label: string;
  look: string;
  focused?: boolean;
  onClick: () => void;
}

function Button({ label, look, focused = false, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      autoFocus={focused}
      onClick={onClick}
      className={`${look} min-h-11 flex-1 cursor-pointer rounded-full px-4 text-sm font-medium whitespace-nowrap transition-colors`}
    >
      {label}
    </button>
  );
}
